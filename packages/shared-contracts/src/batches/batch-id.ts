/** `bat_` and 128 bits in hexadecimal: random, or derived from the owner and the `Idempotency-Key`. */
export const BATCH_ID_PATTERN = '^bat_[0-9a-f]{32}$';

const batchId = new RegExp(BATCH_ID_PATTERN);

export function isBatchId(value: unknown): value is string {
  return typeof value === 'string' && batchId.test(value);
}

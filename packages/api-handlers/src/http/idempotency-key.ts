import { LIMITS } from '@jobs/shared-contracts';
import { MalformedIdempotencyKeyError } from '../errors.ts';
import type { ApiRequest } from './create-api-handler.ts';

const IDEMPOTENCY_KEY = new RegExp(`^[\\x20-\\x7E]{1,${LIMITS.idempotencyKeyCharacters}}$`);

/** @throws {MalformedIdempotencyKeyError} */
export function idempotencyKeyOf(headers: ApiRequest['headers']): string | undefined {
  const idempotencyKey = headers['idempotency-key'];
  if (idempotencyKey !== undefined && !IDEMPOTENCY_KEY.test(idempotencyKey)) throw new MalformedIdempotencyKeyError();
  return idempotencyKey;
}

/** `job_` and 128 bits in hexadecimal: random, or derived from the owner and the `Idempotency-Key`. */
export const JOB_ID_PATTERN = '^job_[0-9a-f]{32}$';

/** `upl_` and 128 random bits in hexadecimal. */
export const UPLOAD_ID_PATTERN = '^upl_[0-9a-f]{32}$';

const jobId = new RegExp(JOB_ID_PATTERN);

export function isJobId(value: unknown): value is string {
  return typeof value === 'string' && jobId.test(value);
}

import { createHash } from 'node:crypto';
import type { SubmitJobRequest } from '@jobs/shared-contracts';
import { stringify } from 'safe-stable-stringify';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Tells a replay from another request under the same Idempotency-Key: the order of the keys does not matter. */
export function requestHash(request: SubmitJobRequest): string {
  const { type, input, maxAttempts, priority, delaySeconds, runAt, tags, webhook, after, afterFailure, orderingKey } =
    request;
  return sha256(
    stringify({
      type,
      input,
      maxAttempts,
      priority,
      delaySeconds,
      runAt,
      tags,
      webhook,
      after,
      afterFailure,
      orderingKey,
    }) ?? '',
  );
}

/** The job of an owner's Idempotency-Key: always the same, so that putting the job is the check. */
export function jobIdOfKey(owner: string, idempotencyKey: string): string {
  return `job_${sha256(`${owner}\0${idempotencyKey}`).slice(0, 32)}`;
}

import type { JobRecord, Written } from '@jobs/job-store';

/**
 * For how long the job could have been run before this attempt was claimed: since it was submitted, or its
 * time had come, since it was released, or its last worker's lease was over. In milliseconds; clocks that differ make it 0 rather than negative.
 * @returns undefined after a failed attempt: when its back-off was over is not in the record
 */
export function waitedMs({ previous, job }: Written): number | undefined {
  const since = previous.status === 'RUNNING' ? previous.leaseExpiresAt : queuedSince(previous);
  return since === undefined ? undefined : Math.max(0, job.updatedAt - since);
}

/** A failed attempt leaves its number with its error; a released one leaves none. */
function queuedSince({ attempt, error, updatedAt, runAt = 0 }: JobRecord): number | undefined {
  return attempt > 0 && error?.attempt === attempt ? undefined : Math.max(updatedAt, runAt);
}

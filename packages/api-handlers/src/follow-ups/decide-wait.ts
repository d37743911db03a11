import type { JobRecord } from '@jobs/job-store';
import { isTerminal, LIMITS, type JobError } from '@jobs/shared-contracts';

/**
 * What becomes of a job that waits for others.
 * - `wait`: some have not ended
 * - `start`: all have, as it wants them to
 * - `cancel`: it can't start any more, and why
 */
export type WaitDecision =
  | { readonly next: 'wait' }
  | { readonly next: 'start' }
  | { readonly next: 'cancel'; readonly error: JobError };

type Awaited = Pick<JobRecord, 'status'> | undefined;

/**
 * Decides by the jobs that it waits for, as they are now: the only place that does. One that is not there any more was
 * deleted by its owner, or expired, and counts as one that did not succeed.
 */
export function decideWait(
  job: Pick<JobRecord, 'waitsFor' | 'afterFailure' | 'waitsUntil'>,
  awaitedOf: (jobId: string) => Awaited,
  now: number,
): WaitDecision {
  const awaited = (job.waitsFor ?? []).map((jobId) => ({ jobId, status: awaitedOf(jobId)?.status }));
  const lost = awaited.find(({ status }) => status === undefined || (isTerminal(status) && status !== 'SUCCEEDED'));
  if (lost && job.afterFailure !== 'run') {
    const what = lost.status === undefined ? 'is not there any more' : `is ${lost.status}`;
    return cancel('after-failed', `It was to start after ${lost.jobId}, which ${what}.`);
  }
  if (awaited.every(({ status }) => status === undefined || isTerminal(status))) return { next: 'start' };
  if (job.waitsUntil === undefined || now < job.waitsUntil) return { next: 'wait' };
  const days = LIMITS.awaitSeconds / 86_400;
  return cancel(
    'after-expired',
    `It waits for others for ${days} days at most, and no longer than its uploads can be used.`,
  );
}

const cancel = (code: string, message: string) => ({ next: 'cancel', error: { code, message, attempt: 0 } }) as const;

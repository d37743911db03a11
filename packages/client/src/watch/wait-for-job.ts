import { type JobSummary, type JobView } from '@jobs/shared-contracts';
import { withinTime } from '../clock.ts';
import { JobCancelledError, JobFailedError, WaitTimedOutError } from '../errors.ts';
import type { FollowDependencies } from './follow-job.ts';
import { watchJob } from './watch-job.ts';

export interface WaitDependencies extends FollowDependencies {
  readonly readJob: (jobId: string, signal: AbortSignal) => Promise<JobView>;
  readonly fetchJson: (url: string, signal: AbortSignal) => Promise<unknown>;
}

/**
 * Waits for the job's end, and reads its result.
 * @throws {JobFailedError}
 * @throws {JobCancelledError}
 * @throws {WaitTimedOutError}
 */
export function waitForJob(
  dependencies: WaitDependencies,
  jobId: string,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<unknown> {
  const { clock } = dependencies;
  const timedOut = new WaitTimedOutError(jobId, timeoutMs);
  return withinTime({ clock, ms: timeoutMs, signal, timedOut }, async (waitSignal) => {
    let end: JobSummary | undefined;
    for await (const job of watchJob(dependencies, jobId, waitSignal)) end = job;
    if (end?.status === 'FAILED') throw new JobFailedError(end);
    if (end?.status === 'CANCELLED') throw new JobCancelledError(end);
    // What polling reads has the result with it; what is pushed does not.
    const view: JobView | undefined = end && hasResult(end) ? end : await dependencies.readJob(jobId, waitSignal);
    return view.resultUrl === undefined ? view.result : dependencies.fetchJson(view.resultUrl, waitSignal);
  });
}

const hasResult = (job: JobView) => 'result' in job || 'resultUrl' in job;

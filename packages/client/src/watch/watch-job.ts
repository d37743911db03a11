import { isTerminal, type JobSummary } from '@jobs/shared-contracts';
import { followJob, type FollowDependencies } from './follow-job.ts';
import { createUpdateQueue } from './update-queue.ts';

/** The states of a job from the present one to its end. Stops following when its reader does. */
export async function* watchJob(
  dependencies: FollowDependencies,
  jobId: string,
  signal: AbortSignal,
): AsyncGenerator<JobSummary, void, undefined> {
  signal.throwIfAborted();
  const updates = createUpdateQueue();
  const stop = new AbortController();
  const fail = () => updates.fail(signal.reason);
  signal.addEventListener('abort', fail, { once: true });
  followJob(dependencies, jobId, updates, stop.signal);
  try {
    for (;;) {
      const job = await updates.next();
      yield job;
      if (isTerminal(job.status)) return;
    }
  } finally {
    signal.removeEventListener('abort', fail);
    stop.abort();
  }
}

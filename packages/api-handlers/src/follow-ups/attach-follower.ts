import type { Followers, JobRecord, JobTable } from '@jobs/job-store';
import type { Logger } from '../logging/create-logger.ts';
import { settleWaiting, type SettleWaitingDependencies } from './settle-waiting.ts';

export interface AttachFollowerDependencies extends SettleWaitingDependencies {
  readonly jobs: SettleWaitingDependencies['jobs'] & Pick<JobTable, 'markAwaited'>;
  readonly followers: Pick<Followers, 'addFollower'>;
}

/**
 * Has a stored job be told when those end that it waits for. In this order: whoever ends after the mark says so, and then
 * the link is there; whoever ended before is seen by the look at the end. Doing it again changes nothing.
 * @returns the job as it is now
 */
export async function attachFollower(
  deps: AttachFollowerDependencies,
  job: JobRecord,
  log: Logger,
): Promise<JobRecord> {
  if (!job.waitsFor) return job;
  await deps.followers.addFollower(job.jobId, job.waitsFor);
  await Promise.all(job.waitsFor.map((jobId) => deps.jobs.markAwaited(jobId)));
  const [settled] = await settleWaiting(deps, [job], log);
  return settled?.job ?? job;
}

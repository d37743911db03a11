import { jobEventOf, progressEventOf, type JobEvents, type JobRecord, type JobTable } from '@jobs/job-store';
import { JobAlreadyFinishedError, JobNotFoundError } from '../errors.ts';
import type { Logger } from '../logging/create-logger.ts';

export interface CancelJobDependencies {
  readonly jobs: Pick<JobTable, 'requestCancel'>;
  readonly events: JobEvents;
  readonly eventSource: string;
}

export interface Cancellation {
  readonly jobId: string;
  readonly owner: string;
  readonly log: Logger;
}

/** Cancels a job, or has its worker told to stop: then it is still RUNNING. Doing it again changes nothing. */
export async function cancelJob(deps: CancelJobDependencies, { jobId, owner, log }: Cancellation): Promise<JobRecord> {
  const cancellation = await deps.jobs.requestCancel(jobId, owner);
  if (cancellation.outcome === 'not-found') throw new JobNotFoundError(jobId);
  if (cancellation.outcome === 'finished') throw new JobAlreadyFinishedError(jobId, cancellation.job.status);
  if (cancellation.outcome === 'cancelled') await publish(deps, [cancellation.previous, cancellation.job], log);
  if (cancellation.outcome === 'requested') await tellWatchers(deps, cancellation.job, log);
  return cancellation.job;
}

/** The same for a job that is in the way: that it has ended meanwhile, or is gone, is as good. */
export async function cancelUnlessEnded(deps: CancelJobDependencies, cancellation: Cancellation): Promise<void> {
  try {
    await cancelJob(deps, cancellation);
  } catch (error) {
    if (!(error instanceof JobAlreadyFinishedError) && !(error instanceof JobNotFoundError)) throw error;
  }
}

/** That it is to be cancelled is seen by who asks; who watches is told. The end of the job is published in any case. */
async function tellWatchers({ events, eventSource }: CancelJobDependencies, job: JobRecord, log: Logger) {
  const event = progressEventOf(job, eventSource);
  if (!event) return;
  try {
    await events.publish([event]);
  } catch (error) {
    log.warn({ jobId: job.jobId, err: error }, 'who watches is not told that the job is to be cancelled');
  }
}

/** The state before too: if the one who made it died, nobody else would publish it. */
async function publish({ events, eventSource }: CancelJobDependencies, states: readonly JobRecord[], log: Logger) {
  try {
    await events.publish(states.map((state) => jobEventOf(state, eventSource)));
  } catch (error) {
    log.warn({ jobId: states[0]?.jobId, err: error }, 'cancelled but not published: the reconciler will do it');
  }
}

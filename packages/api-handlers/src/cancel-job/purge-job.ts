import { jobEventOf, type JobEvents, type JobTable, type PayloadStore } from '@jobs/job-store';
import { JobNotFinishedError, JobNotFoundError } from '../errors.ts';

export interface PurgeJobDependencies {
  readonly jobs: Pick<JobTable, 'beginPurge' | 'finishPurge' | 'getCancellation'>;
  readonly payloads: Pick<PayloadStore, 'deletePayloadsOf'>;
  readonly events: JobEvents;
  readonly eventSource: string;
}

/**
 * Deletes a job that has ended, its payloads first: whatever fails on the way, the caller can ask again. Of a job that
 * was cancelled while it waited, the events may not be published yet, and nobody could do it afterwards.
 */
export async function purgeJob(deps: PurgeJobDependencies, jobId: string, owner: string): Promise<void> {
  const purge = await deps.jobs.beginPurge(jobId, owner);
  if (purge.outcome === 'not-found') throw new JobNotFoundError(jobId);
  if (purge.outcome === 'not-finished') throw new JobNotFinishedError(jobId, purge.job.status);
  const cancellation = await deps.jobs.getCancellation(jobId);
  if (cancellation) {
    const states = [cancellation.previous, cancellation.job];
    await deps.events.publish(states.map((state) => jobEventOf(state, deps.eventSource)));
  }
  await deps.payloads.deletePayloadsOf(jobId);
  await deps.jobs.finishPurge(jobId);
}

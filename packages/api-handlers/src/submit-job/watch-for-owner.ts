import type { Connections, JobRecord, JobTable } from '@jobs/job-store';
import type { Logger } from '../logging/create-logger.ts';

export interface WatchForOwnerDependencies {
  readonly jobs: Pick<JobTable, 'watchJob'>;
  readonly connections: Pick<Connections, 'ownerWatchedUntil'>;
}

/**
 * Marks a new job as watched if its owner watches all of his. Asked after the job is stored: who begins to watch later
 * finds the job in the list of those that are there. Without an answer the job is accepted all the same.
 */
export async function watchForOwner(
  { jobs, connections }: WatchForOwnerDependencies,
  job: JobRecord,
  log: Logger,
): Promise<JobRecord> {
  const { jobId, owner } = job;
  try {
    if ((await connections.ownerWatchedUntil(owner)) === undefined) return job;
    return (await jobs.watchJob(jobId, owner)) ?? job;
  } catch (error) {
    log.warn({ jobId, err: error }, 'whoever watches all jobs of the owner may not be told of this one');
    return job;
  }
}

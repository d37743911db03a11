import type { JobRecord } from '@jobs/job-store';
import type { JobType } from '@jobs/shared-contracts';

const MAX_SECONDS = 60;

/**
 * How long a released job is held back: 1 s, and twice as long each time, up to a minute. A worker pauses by itself while
 * a service is away; the event source doesn't, and the job would be released and received over and over.
 */
export function releaseDelaySeconds(
  job: Pick<JobRecord, 'maxAttempts'>,
  jobType: Pick<JobType, 'maxAttempts'>,
): number {
  // Every release has raised the maximum by one.
  const earlier = Math.max(0, job.maxAttempts - jobType.maxAttempts - 1);
  return Math.min(MAX_SECONDS, 2 ** earlier);
}

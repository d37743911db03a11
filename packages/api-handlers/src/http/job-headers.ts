import type { JobRecord } from '@jobs/job-store';
import { isTerminal } from '@jobs/shared-contracts';
import type { Headers } from './response.ts';

export const jobEntityTag = (job: Pick<JobRecord, 'version'>) => `W/"${job.version}"`;

export const jobLocation = (job: Pick<JobRecord, 'jobId'>) => `/v1/jobs/${job.jobId}`;

/** Asking soon pays while a job is young: most are done in seconds, and those that are not take minutes. */
function retryAfterSeconds(ageMs: number): number {
  if (ageMs < 10_000) return 1;
  return ageMs < 60_000 ? 2 : 5;
}

/** What every answer about a job carries. `no-cache` lets a client keep it, but ask each time whether it still holds. */
export function jobHeaders(job: JobRecord, now: number): Headers {
  return {
    etag: jobEntityTag(job),
    'cache-control': 'private, no-cache',
    ...(!isTerminal(job.status) && { 'retry-after': String(retryAfterSeconds(now - job.createdAt)) }),
  };
}

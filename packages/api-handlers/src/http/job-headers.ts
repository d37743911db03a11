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

/** Until its time nothing happens but that it may be cancelled. */
const LONGEST_RETRY_AFTER_SECONDS = 60;

function retryAfter({ status, createdAt, runAt = 0 }: JobRecord, now: number): number {
  const young = retryAfterSeconds(now - Math.max(createdAt, runAt));
  if (status !== 'SCHEDULED') return young;
  return Math.min(Math.max(young, Math.ceil((runAt - now) / 1000)), LONGEST_RETRY_AFTER_SECONDS);
}

/** What every answer about a job carries. `no-cache` lets a client keep it, but ask each time whether it still holds. */
export function jobHeaders(job: JobRecord, now: number): Headers {
  return {
    etag: jobEntityTag(job),
    'cache-control': 'private, no-cache',
    ...(!isTerminal(job.status) && { 'retry-after': String(retryAfter(job, now)) }),
  };
}

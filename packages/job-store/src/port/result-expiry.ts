import type { JobRecord } from './job-record.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * When the result of a job and its files are gone, in milliseconds since the epoch; undefined while there is none, and
 * when they are kept for as long as the job. `retentionDays` is what the job type declares.
 */
export const resultExpiryOf = (
  { status, finishedAt }: Pick<JobRecord, 'status' | 'finishedAt'>,
  retentionDays: number | undefined,
): number | undefined =>
  status === 'SUCCEEDED' && finishedAt !== undefined && retentionDays !== undefined
    ? finishedAt + retentionDays * DAY_MS
    : undefined;

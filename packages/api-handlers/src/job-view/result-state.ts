import { resultExpiryOf, type JobRecord } from '@jobs/job-store';
import { findJobType } from '@jobs/shared-contracts';

/** Whether the result of a job and its files are still there. */
export interface ResultState {
  /** Milliseconds since the epoch; undefined when they are kept for as long as the job. */
  readonly expiresAt: number | undefined;
  readonly isExpired: boolean;
}

export const KEPT: ResultState = { expiresAt: undefined, isExpired: false };

/** For how many days a job type keeps its results; undefined for as long as the job. */
export type RetentionDaysOf = (jobType: string) => number | undefined;

export const declaredRetentionDays: RetentionDaysOf = (jobType) => findJobType(jobType)?.resultRetentionDays;

/** To the millisecond: the bucket itself deletes days later. */
export function resultStateOf(job: JobRecord, now: number, retentionDaysOf: RetentionDaysOf): ResultState {
  const expiresAt = resultExpiryOf(job, retentionDaysOf(job.type));
  return { expiresAt, isExpired: expiresAt !== undefined && expiresAt <= now };
}

import type { JobStatus } from '@jobs/shared-contracts';
import type { JobRecord } from './job-record.ts';

/** A place in a list: that of a job, by the time that the list is ordered by. */
export interface ListPosition {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly jobId: string;
}

export interface ListQuery {
  /** Jobs in a page, at least 1. */
  readonly limit: number;
  /** Go on behind this place. */
  readonly after?: ListPosition;
  readonly type?: string;
}

/** Which of an owner's jobs are listed: those that fit all that is said. */
export interface JobFilter {
  readonly status?: JobStatus;
  readonly tag?: { readonly name: string; readonly value: string };
  /** Milliseconds since the epoch: the job was created then or later. */
  readonly createdFrom?: number;
  /** … and before this. */
  readonly createdBefore?: number;
}

/** Which of the failed jobs of all owners are listed: those that fit all that is said. */
export interface FailureFilter extends Omit<JobFilter, 'status'> {
  readonly owner?: string;
  /** `code` of the job's error. */
  readonly errorCode?: string;
  /** Milliseconds since the epoch: the job failed then or later. */
  readonly failedFrom?: number;
  /** … and before this. */
  readonly failedBefore?: number;
}

export interface JobPage {
  readonly jobs: readonly JobRecord[];
  /** Where to go on. Absent at the end; a page with fewer jobs than its limit need not be the last. */
  readonly next?: ListPosition;
}

/**
 * Lists over all jobs of an owner, and over the failed ones of all owners. What is put in front of a place changes
 * nothing behind it, so that pages neither repeat nor leave out a job that was there before the first. The order comes
 * from indexes, which may lag by a moment; the jobs themselves are read consistently.
 *
 * A request looks at a bounded number of jobs: with a filter that fits few, a page may have fewer than its limit. The
 * times that a list is ordered by are no such filter: what lies outside of them is not looked at.
 */
export interface JobLists {
  /** An owner's jobs, the newest first. */
  listJobs(query: ListQuery & JobFilter & { readonly owner: string }): Promise<JobPage>;
  /** FAILED jobs of all owners, the last to fail first. */
  listFailures(query: ListQuery & FailureFilter): Promise<JobPage>;
}

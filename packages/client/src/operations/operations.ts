import type {
  AuditAction,
  AuditList,
  FailureList,
  JobTypeControl,
  OperatorJobView,
  Overview,
  RedriveOutcome,
  RetryJobsOutcome,
  RetryJobsRequest,
} from '@jobs/shared-contracts';
import type { CallSettings } from '../client.ts';

interface FailureFilter {
  readonly type?: string | undefined;
  readonly owner?: string | undefined;
  /** The `code` of their error. */
  readonly errorCode?: string | undefined;
  /** `name=value` */
  readonly tag?: string | undefined;
  /** RFC 3339, as all times here. */
  readonly createdFrom?: string | undefined;
  readonly createdBefore?: string | undefined;
  readonly failedFrom?: string | undefined;
  readonly failedBefore?: string | undefined;
}

export interface ListFailuresOptions extends CallSettings, FailureFilter {
  /** From 1 to 100. Default: 20. With a filter there may be fewer, though the list goes on. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

export interface RedriveOptions extends CallSettings {
  /** From 1 to 100. Default: 10. */
  readonly maxJobs?: number | undefined;
  /** So many of them begin in a second, at most. Default: all at once. */
  readonly maxPerSecond?: number | undefined;
}

export interface ListAuditOptions extends CallSettings {
  readonly action?: AuditAction | undefined;
  /** An owner. */
  readonly actor?: string | undefined;
  /** A job, a job type or a key. */
  readonly target?: string | undefined;
  /** From 1 to 100. Default: 20. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

/** What operators may do, with the jobs of all owners. The key needs the scope `operator`. Errors are those of `JobClient`. */
export interface Operations {
  /** How all job types fare at this moment, and how they fared in the last hour. */
  overview(options?: CallSettings): Promise<Overview>;

  /** A page of the failed jobs, the last to fail first; it goes on while it has a `nextCursor`. */
  failures(options?: ListFailuresOptions): Promise<FailureList>;

  /** A job of any owner: its state and errors, neither its input nor its result. */
  job(jobId: string, options?: CallSettings): Promise<OperatorJobView>;

  retry(jobId: string, options?: CallSettings): Promise<OperatorJobView>;

  cancel(jobId: string, options?: CallSettings): Promise<OperatorJobView>;

  /** Runs dead letters of a job type again. Sent once only: another time would redrive others. */
  redrive(type: string, options?: RedriveOptions): Promise<RedriveOutcome>;

  /** Retries the failed jobs that fit, a page of them. Sent once only: another time would retry the next ones. */
  retryAll(request: RetryJobsRequest, options?: CallSettings): Promise<RetryJobsOutcome>;

  /** Has workers take no more jobs of a type; those that run go on, and jobs are still accepted. */
  pause(type: string, options?: CallSettings & { readonly reason?: string | undefined }): Promise<JobTypeControl>;

  resume(type: string, options?: CallSettings): Promise<JobTypeControl>;

  /** A page of who did what, the newest first; it goes on while it has a `nextCursor`. */
  audit(options?: ListAuditOptions): Promise<AuditList>;
}

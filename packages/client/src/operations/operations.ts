import type { FailureList, OperatorJobView, Overview, RedriveOutcome } from '@jobs/shared-contracts';
import type { CallSettings } from '../client.ts';

export interface ListFailuresOptions extends CallSettings {
  readonly type?: string | undefined;
  /** From 1 to 100. Default: 20. With a filter there may be fewer, though the list goes on. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

export interface RedriveOptions extends CallSettings {
  /** From 1 to 100. Default: 10. */
  readonly maxJobs?: number | undefined;
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
}

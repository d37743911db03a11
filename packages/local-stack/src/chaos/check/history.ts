import type { JobEvent, JobStatus, JobView } from '@jobs/shared-contracts';

/** A change of a job's state, as the table made it. Times are milliseconds since the epoch. */
export interface StateWrite {
  readonly jobId: string;
  readonly version: number;
  readonly status: JobStatus;
  readonly attempt: number;
  /** A worker's task, or a function. */
  readonly writer: string;
  readonly at: number;
  /** When the lease that the job was under until now would have been over. */
  readonly leaseBefore?: number;
}

/** A job for which a client saw a 202. */
export interface AcceptedJob {
  readonly jobId: string;
  readonly idempotencyKey: string;
  readonly acceptedAt: number;
  readonly isPoison: boolean;
  /** How many the job may use up. */
  readonly attempts: number;
  /** A client asked for its end. */
  readonly cancelSent: boolean;
  /** The client was told that the job is, or will be, cancelled. */
  readonly cancelPromised: boolean;
  /** Of the text that was analysed: its result must tell it. */
  readonly characters?: number;
}

/** What a client was told of a job. */
export type Sighting = Pick<JobView, 'id' | 'status' | 'version'>;

interface DeadLetterOf {
  readonly queue: string;
  /** Undefined when the message was malformed. */
  readonly jobId: string | undefined;
}

/** Everything that is known of a run once it is over. */
export interface ChaosHistory {
  readonly accepted: readonly AcceptedJob[];
  /** Requests that never were accepted, and answers that no client should get. */
  readonly refusals: readonly string[];
  readonly writes: readonly StateWrite[];
  readonly events: readonly JobEvent[];
  readonly sightings: readonly Sighting[];
  /** Each job as a client finds it at the end; none where it is not found. */
  readonly endViews: ReadonlyMap<string, JobView>;
  readonly deadLetters: readonly DeadLetterOf[];
  /** Messages that are left in the job types' queues. */
  readonly backlog: number;
  /** Tasks and functions that died or were stopped, each time: nobody can ask them to publish what they wrote. */
  readonly deaths: readonly Death[];
}

export interface Death {
  /** As in `StateWrite.writer`; `function-` stands for all functions, which die together. */
  readonly writer: string;
  readonly at: number;
}

/** The reconciler read its list of due jobs of one shard. */
export interface DueRead {
  /** `due#3` */
  readonly shard: string;
  readonly at: number;
}

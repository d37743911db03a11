import type { JobError, Lane, Progress, Tags, Webhook } from '@jobs/shared-contracts';
import type { HeldJobs } from './held-jobs.ts';
import type { JobOrder } from './job-order.ts';
import type { AttemptRef, ClaimedAttempt, JobRecord, StoredPayload } from './job-record.ts';

export interface NewJob {
  readonly jobId: string;
  readonly owner: string;
  readonly type: string;
  readonly lane: Lane;
  readonly maxAttempts: number;
  readonly tags: Tags;
  readonly input: StoredPayload;
  readonly requestHash: string;
  readonly webhook?: Webhook;
  readonly traceparent?: string;
  /** Of a job type with ordering: the group that it has joined. */
  readonly orderGroup?: string;
  readonly batchId?: string;
  readonly batchIndex?: number;
  /** It is SCHEDULED until it has a slot of that limit. */
  readonly limitKey?: string;
  readonly quotaKey?: string;
  /** Something waits for its end from the beginning. */
  readonly settles?: true;
  /** Jobs that it waits for: it is SCHEDULED until `startWaiting`. */
  readonly waitsFor?: readonly string[];
  readonly afterFailure?: 'run';
  readonly waitsUntil?: number;
  /** Not before, in milliseconds since the epoch. */
  readonly runAt?: number;
}

/**
 * A state change that was written. `previous` is the state that it replaced: its event may never have been published
 * if the one who wrote it died, so whoever takes a job over publishes both.
 */
export interface Written {
  readonly job: JobRecord;
  readonly previous: JobRecord;
}

export type CreateOutcome =
  | { readonly outcome: 'created'; readonly job: JobRecord }
  /** A job with this id is there already; nothing was changed. */
  | { readonly outcome: 'exists'; readonly job: JobRecord };

export type ClaimOutcome =
  /** RUNNING under a new attempt, which the caller now holds. */
  | ({ readonly outcome: 'claimed' } & Written)
  /** Another attempt holds the lease, for so long at least. */
  | { readonly outcome: 'leased'; readonly job: JobRecord; readonly remainingMs: number }
  /** QUEUED, and its time has not come: its message came too early. */
  | { readonly outcome: 'not-yet'; readonly job: JobRecord; readonly remainingMs: number }
  /** The last attempt that was allowed lost its worker: the job is now FAILED (`worker-lost`). */
  | ({ readonly outcome: 'exhausted' } & Written)
  /** A worker died after a cancellation was asked for: the job is now CANCELLED. */
  | ({ readonly outcome: 'cancelled' } & Written)
  /** Nothing to run: the job is in a terminal state, or SCHEDULED for later. */
  | { readonly outcome: 'not-runnable'; readonly job: JobRecord }
  | { readonly outcome: 'not-found' };

export interface LeaseHeartbeat {
  readonly leaseDurationMs: number;
  readonly progress?: Progress;
  /** When the job is due, as the claim or the last heartbeat told: it is moved only when it must be. */
  readonly dueAt?: number;
}

export type LeaseOutcome =
  | {
      readonly outcome: 'held';
      readonly cancelRequested: boolean;
      /** When the job is due now. */
      readonly dueAt?: number;
      /** The job as it is now, if progress was written and somebody watches it. */
      readonly watched?: JobRecord;
    }
  /** Another attempt has the job, or it has ended: stop working, write nothing. */
  | { readonly outcome: 'lost' };

export type EndOutcome =
  /** The caller's attempt made this change (also when it had already, and only the answer was lost). */
  | ({ readonly outcome: 'written' } & Written)
  /** A cancellation was asked for meanwhile: the job is now CANCELLED instead. */
  | ({ readonly outcome: 'cancelled' } & Written)
  /** The attempt no longer holds the lease; nothing was changed. */
  | { readonly outcome: 'stale' };

export type CancelOutcome =
  /** It was waiting and is CANCELLED now. */
  | ({ readonly outcome: 'cancelled' } & Written)
  /** It runs; its worker is told with the next heartbeat. */
  | { readonly outcome: 'requested'; readonly job: JobRecord }
  /** It was CANCELLED, or asked to be, before: nothing was changed. */
  | { readonly outcome: 'unchanged'; readonly job: JobRecord }
  /** It has ended otherwise; nothing was changed. */
  | { readonly outcome: 'finished'; readonly job: JobRecord }
  | { readonly outcome: 'not-found' };

export type RetryOutcome =
  /** FAILED before, QUEUED now, with attempts left. Its message is still to be sent. */
  | ({ readonly outcome: 'queued' } & Written)
  /** It is not FAILED; nothing was changed. */
  | { readonly outcome: 'not-failed'; readonly job: JobRecord }
  | { readonly outcome: 'not-found' };

export type ReleaseOutcome =
  /** Its message is still to be sent. */
  | ({ readonly outcome: 'queued' } & Written)
  /** It does not wait in a line in this round; nothing was changed. */
  | { readonly outcome: 'not-held'; readonly job: JobRecord | undefined };

/** What decides where a job goes that nothing else keeps: if it is limited, into a line. */
export type Readying = Pick<JobRecord, 'jobId' | 'runAt' | 'owner' | 'lane' | 'limitKey'>;

export type PurgeOutcome =
  /** It has ended, and nothing changes it any more but `finishPurge`. */
  | { readonly outcome: 'purging'; readonly job: JobRecord }
  /** It waits or runs; nothing was changed. */
  | { readonly outcome: 'not-finished'; readonly job: JobRecord }
  | { readonly outcome: 'not-found' };

export interface DuePage {
  readonly jobIds: readonly string[];
  /** Pass it back to go on; absent at the end. */
  readonly cursor?: string;
}

/**
 * The jobs table. Every method is one conditional write or one read; all writes are fenced by the attempt number, so
 * that of two workers only the holder of the lease changes anything. Reads are strongly consistent, but for `listDue`.
 */
export interface JobTable extends JobOrder, HeldJobs {
  /** Puts a QUEUED job, or a SCHEDULED one if its time is further ahead, unless one of that id is there. */
  createJob(job: NewJob): Promise<CreateOutcome>;
  getJob(jobId: string): Promise<JobRecord | undefined>;

  /**
   * SCHEDULED → QUEUED, once its time is near: its message is still to be sent, delayed by what is left. One that is
   * limited stays SCHEDULED instead, in a line. Undefined, and nothing changed, for any other job.
   */
  queueScheduled(job: Readying): Promise<Written | undefined>;
  /**
   * SCHEDULED → QUEUED, for a job that waits in a line and has got a slot in this round (`orderRound`). With `notBefore`,
   * it does not start before.
   */
  releaseHeld(
    job: Pick<JobRecord, 'jobId' | 'runAt'>,
    slot: { readonly round: number; readonly notBefore?: number },
  ): Promise<ReleaseOutcome>;
  /**
   * For a job that waits for others, once they have ended: QUEUED, or SCHEDULED for its time if that is further ahead.
   * Undefined, and nothing changed, if it does not wait (any more).
   */
  startWaiting(job: Readying): Promise<Written | undefined>;
  /** CANCELLED instead, with why. Undefined, and nothing changed, if it does not wait (any more). */
  cancelWaiting(jobId: string, error: JobError): Promise<Written | undefined>;
  /**
   * Has the end of a job be told to those that wait for it: whatever is written after it knows. No change that a client
   * sees. False, and nothing written, when the job has ended or is not there.
   */
  markAwaited(jobId: string): Promise<boolean>;
  /**
   * Takes the job for a new attempt if it is QUEUED and its time has come, or RUNNING under an expired lease. `claimId` is
   * new for each call. With an `orderRound`, only while the job still has its place of that round.
   */
  claimJob(
    jobId: string,
    claim: { readonly claimId: string; readonly leaseDurationMs: number; readonly orderRound?: number },
  ): Promise<ClaimOutcome>;
  /** A heartbeat: extends the lease, writes progress if there is some, and says whether to stop. */
  extendLease(attempt: AttemptRef, heartbeat: LeaseHeartbeat): Promise<LeaseOutcome>;
  /** RUNNING → SUCCEEDED. */
  succeedAttempt(attempt: ClaimedAttempt, result: StoredPayload): Promise<EndOutcome>;
  /** RUNNING → FAILED, for good. */
  failAttempt(attempt: ClaimedAttempt, error: Omit<JobError, 'attempt'>): Promise<EndOutcome>;
  /** RUNNING → QUEUED, to be tried again after `delayMs`; FAILED instead if that was the last attempt. */
  retryAttempt(attempt: ClaimedAttempt, error: Omit<JobError, 'attempt'>, delayMs: number): Promise<EndOutcome>;
  /** RUNNING → QUEUED without counting the attempt: `maxAttempts` grows by one. */
  releaseAttempt(attempt: ClaimedAttempt): Promise<EndOutcome>;
  /** RUNNING → CANCELLED, once the attempt has stopped. */
  cancelAttempt(attempt: ClaimedAttempt): Promise<EndOutcome>;

  /** QUEUED or SCHEDULED → CANCELLED; a RUNNING job is marked. Another owner's job is not found. */
  requestCancel(jobId: string, owner: string): Promise<CancelOutcome>;
  /**
   * Marks the job as watched, for as long as a connection can last. No change that a client sees: the version stays.
   * Undefined, and nothing written, when there is no such job of this owner. What is written after it knows the mark,
   * and what was written before is in the job that is returned.
   */
  watchJob(jobId: string, owner: string): Promise<JobRecord | undefined>;

  /**
   * FAILED → QUEUED with `attempts` more attempts: an explicit retry or a redrive. Its message is delayed by `delayMs`.
   * One that is limited becomes SCHEDULED instead, in a line.
   */
  retryFailedJob(jobId: string, attempts: number, delayMs?: number): Promise<RetryOutcome>;

  /** Has a job that has ended wait for its deletion. Another owner's job is not found. */
  beginPurge(jobId: string, owner: string): Promise<PurgeOutcome>;
  /** Deletes the job, if its purge has begun. */
  finishPurge(jobId: string): Promise<void>;

  /** Jobs of one shard (0 … INDEX_SHARDS − 1) of the due index whose time has come, oldest first. Eventually consistent. */
  listDue(query: { readonly shard: number; readonly limit: number; readonly cursor?: string }): Promise<DuePage>;
  /** Has the job looked at again after `delayMs`; false, and nothing changed, if it has moved on from `version`. */
  postponeDue(jobId: string, version: number, delayMs: number): Promise<boolean>;
  /**
   * A job that was CANCELLED while it waited, with the state that this replaced: the events of both may be missing if
   * whoever wrote them died. Undefined for any other job.
   */
  getCancellation(jobId: string): Promise<Written | undefined>;
  /** Nothing is left to do for a terminal job: takes it out of the due index, if it is still at `version`. */
  settle(jobId: string, version: number): Promise<boolean>;
}

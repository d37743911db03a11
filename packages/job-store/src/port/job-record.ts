import type {
  AttemptOutcome,
  JobError,
  JobStatus,
  JsonValue,
  Lane,
  Progress,
  Tags,
  Webhook,
} from '@jobs/shared-contracts';

/** A JSON value where it is kept: small ones in the table's item, others in the payload bucket. */
export type StoredPayload = { readonly inline: JsonValue } | { readonly key: string; readonly sizeBytes: number };

/** An attempt as the job's history keeps it. Its number follows from its place. */
export interface AttemptRecord {
  readonly startedAt: number;
  readonly endedAt?: number;
  /** Absent while it runs, and for good when its worker was lost. */
  readonly outcome?: Exclude<AttemptOutcome, 'lost'>;
  /** Why it failed, cut short. */
  readonly error?: Omit<JobError, 'attempt'>;
}

/** A job as it is stored: the truth. Times are milliseconds since the epoch. */
export interface JobRecord {
  readonly jobId: string;
  readonly owner: string;
  readonly type: string;
  readonly lane: Lane;
  readonly status: JobStatus;
  /** Grows by one with every change that a client can see. */
  readonly version: number;
  /** The current or last attempt, and the fencing token; 0 before the first. Never goes down. */
  readonly attempt: number;
  /** The last attempt that may run. A release raises it by one, so that the interrupted attempt is not counted. */
  readonly maxAttempts: number;
  /** The newest attempts, oldest first: the last one is `attempt`. */
  readonly attempts: readonly AttemptRecord[];
  readonly tags: Tags;
  readonly input: StoredPayload;
  readonly result?: StoredPayload;
  readonly progress?: Progress;
  /** Why the last failed attempt failed. */
  readonly error?: JobError;
  /** SHA-256 of the request: tells a replay from another request with the same Idempotency-Key. */
  readonly requestHash: string;
  /** Where its events are sent. No client sees it again. */
  readonly webhook?: Webhook;
  /** W3C Trace Context of the submission. */
  readonly traceparent?: string;
  readonly createdAt: number;
  /** It does not start before. Never changes; absent when it was to start at once. */
  readonly runAt?: number;
  readonly updatedAt: number;
  /** When the first attempt started. */
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly cancelRequestedAt?: number;
  /** Identifies the claim that holds the lease: a claim whose answer was lost is recognised when it is sent again. */
  readonly claimId?: string;
  /** While RUNNING: after this, another worker may claim the job. */
  readonly leaseExpiresAt?: number;
  /** Somebody watches it until then at most: what changes before is pushed. Marking a job as watched is no change of it. */
  readonly watchedUntil?: number;
  /** While it is SCHEDULED: the jobs that it waits for. */
  readonly waitsFor?: readonly string[];
  /** It starts once all of those have ended, however that was; otherwise only when all have succeeded. */
  readonly afterFailure?: 'run';
  /** It waits for other jobs until then at most. */
  readonly waitsUntil?: number;
  /** The batch that it is a member of, and the place in its request, from 0. */
  readonly batchId?: string;
  readonly batchIndex?: number;
  /** Something waits for its end: a follow-up, a batch or a limit. Setting it is no change that a client sees. */
  readonly settles?: true;
  /** The limit that its slot is counted under, if its type had one when it was submitted. Never changes. */
  readonly limitKey?: string;
  /** While it is SCHEDULED for nothing but a slot: the line that it waits in. */
  readonly heldLine?: string;
  /** The start that a limited rate gave it: it does not start before. Not shown, as its `runAt` is the client’s. */
  readonly notBefore?: number;
  /** Where it is counted among its owner’s active jobs, if those are limited. Never changes. */
  readonly quotaKey?: string;
  /** Of a job type with ordering: the group of jobs that run one after another. Never changes. */
  readonly orderGroup?: string;
  /** Attempts that were made before the job was last QUEUED on request, 0 at first: each time it has another place in its group. */
  readonly orderRound?: number;
  /** Its owner wants it gone: its payloads are being deleted, then it is. */
  readonly purgeRequestedAt?: number;
  /** When somebody should look at the job, unless it has moved on. Absent once nothing is left to do. */
  readonly dueAt?: number;
}

/** What identifies the holder of a lease: every write of a worker is conditional on it. */
export interface AttemptRef {
  readonly jobId: string;
  readonly attempt: number;
}

/** The holder of a lease, with the history as its claim returned it. Nobody else writes it while the lease is held. */
export interface ClaimedAttempt extends AttemptRef {
  readonly attempts: readonly AttemptRecord[];
}

/** What a job author throws when trying again cannot help: bad content, a missing column. The job is FAILED at once. */
export class PermanentJobError extends Error {
  override readonly name = 'PermanentJobError';
  /** For programs; it becomes `error.code` of the job. */
  readonly code: string;

  /** `message` is shown to the client, cut to 1,000 characters. */
  constructor(message: string, options: { readonly code?: string; readonly cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = options.code ?? 'permanent-failure';
  }
}

/** What a job author throws to be tried again after a delay of their choice. It counts as an attempt. */
export class RetryLaterError extends Error {
  override readonly name = 'RetryLaterError';
  readonly code: string;
  /** At most 12 hours: a message cannot be hidden for longer. */
  readonly delaySeconds: number;

  /** `message` is shown to the client, cut to 1,000 characters. */
  constructor(
    message: string,
    options: { readonly delaySeconds: number; readonly code?: string; readonly cause?: unknown },
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = options.code ?? 'retry-later';
    this.delaySeconds = options.delaySeconds;
  }
}

/** Why an attempt is stopped before its handler has returned. */
export type StopReason = 'cancelled' | 'time-limit' | 'shutdown' | 'lease-lost';

/** The `reason` of a handler's aborted `signal`. Whatever the handler does after it, its result no longer counts. */
export class AttemptStoppedError extends Error {
  override readonly name = 'AttemptStoppedError';
  readonly code = 'attempt-stopped';
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super(`The attempt was stopped: ${reason}`);
    this.reason = reason;
  }
}

/** A function was invoked by a queue that is none of its job type's. Its messages are left to that queue. */
export class UnknownQueueError extends Error {
  override readonly name = 'UnknownQueueError';
  readonly code = 'unknown-queue';
  readonly queueArn: string;

  constructor(queueArn: string, jobType: string) {
    super(`${queueArn} is no queue of the job type "${jobType}"`);
    this.queueArn = queueArn;
  }
}

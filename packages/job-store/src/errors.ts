/** Base of this package's errors: a literal `code`, and whether trying again can help. */
abstract class JobStoreError extends Error {
  abstract readonly code: string;
  /** True when the same call may succeed later: a service was throttled, slow or away. */
  abstract readonly transient: boolean;
}

/** An AWS service refused or did not answer. `cause` is the SDK's error: log it, never show it to a caller. */
export class DependencyError extends JobStoreError {
  override readonly name = 'DependencyError';
  readonly code = 'dependency-failed';
  readonly transient: boolean;
  readonly service: string;
  readonly operation: string;

  constructor(service: string, operation: string, transient: boolean, cause: unknown) {
    super(
      `${service} ${operation} failed: ${cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)}`,
      { cause },
    );
    this.service = service;
    this.operation = operation;
    this.transient = transient;
  }
}

/** SQS did not take some messages. The jobs are in the table: the reconciler dispatches them. */
export class SendFailedError extends JobStoreError {
  override readonly name = 'SendFailedError';
  readonly code = 'send-failed';
  readonly transient = true;
  readonly jobIds: readonly string[];

  constructor(queue: string, jobIds: readonly string[], reasons: readonly string[]) {
    super(`SQS did not take ${jobIds.length} message(s) for ${queue}: ${[...new Set(reasons)].join(', ')}`);
    this.jobIds = jobIds;
  }
}

/** SNS did not take some events. */
export class PublishFailedError extends JobStoreError {
  override readonly name = 'PublishFailedError';
  readonly code = 'publish-failed';
  readonly transient = true;
  readonly eventIds: readonly string[];

  constructor(eventIds: readonly string[], reasons: readonly string[]) {
    super(`SNS did not take ${eventIds.length} event(s): ${[...new Set(reasons)].join(', ')}`);
    this.eventIds = eventIds;
  }
}

/** No object of that key, or it has expired. */
export class PayloadNotFoundError extends JobStoreError {
  override readonly name = 'PayloadNotFoundError';
  readonly code = 'payload-not-found';
  readonly transient = false;
  readonly key: string;

  constructor(key: string) {
    super(`There is no payload at ${key}`);
    this.key = key;
  }
}

/** The environment lacks variables or has wrong ones; `problems` names every one of them. */
export class InvalidConfigurationError extends JobStoreError {
  override readonly name = 'InvalidConfigurationError';
  readonly code = 'invalid-configuration';
  readonly transient = false;
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment is not complete: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

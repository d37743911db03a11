import { LIMITS, type FieldError, type JobStatus, type ProblemCode } from '@jobs/shared-contracts';

/**
 * A request that is refused, and why. `code` is the problem that the caller is told of, `message` its detail: both
 * may be shown. Everything else that is thrown is a fault of ours, of which a caller learns nothing.
 */
export abstract class RequestRefusedError extends Error {
  abstract readonly code: ProblemCode;
  /** The faults by field, when there are several or the field is known. */
  readonly errors: readonly FieldError[];

  constructor(message: string, errors: readonly FieldError[] = []) {
    super(message);
    this.errors = errors;
  }
}

export class MalformedJsonError extends RequestRefusedError {
  override readonly name = 'MalformedJsonError';
  readonly code = 'malformed-json';
}

export class MalformedJobIdError extends RequestRefusedError {
  override readonly name = 'MalformedJobIdError';
  readonly code = 'malformed-job-id';

  constructor() {
    super('A job id is "job_" and 32 hexadecimal digits, as POST /v1/jobs returned it.');
  }
}

export class MalformedIdempotencyKeyError extends RequestRefusedError {
  override readonly name = 'MalformedIdempotencyKeyError';
  readonly code = 'malformed-idempotency-key';

  constructor() {
    super(`The Idempotency-Key must be 1 to ${LIMITS.idempotencyKeyCharacters} printable ASCII characters.`);
  }
}

export class MalformedQueryError extends RequestRefusedError {
  override readonly name = 'MalformedQueryError';
  readonly code = 'malformed-query';
}

export class InvalidApiKeyError extends RequestRefusedError {
  override readonly name = 'InvalidApiKeyError';
  readonly code = 'invalid-api-key';

  constructor() {
    super('Send a valid API key in the x-api-key header.');
  }
}

export class InsufficientScopeError extends RequestRefusedError {
  override readonly name = 'InsufficientScopeError';
  readonly code = 'insufficient-scope';

  constructor(scope: string) {
    super(`The API key needs the scope ${scope}.`);
  }
}

/** There is no such job, or it belongs to another owner: the caller can't tell which. */
export class JobNotFoundError extends RequestRefusedError {
  override readonly name = 'JobNotFoundError';
  readonly code = 'job-not-found';
  readonly jobId: string;

  constructor(jobId: string) {
    super(`There is no job ${jobId}. Jobs are kept for ${LIMITS.jobRetentionDays} days.`);
    this.jobId = jobId;
  }
}

/** Its job type keeps results for some days only. */
export class ResultExpiredError extends RequestRefusedError {
  override readonly name = 'ResultExpiredError';
  readonly code = 'result-expired';
  readonly jobId: string;

  constructor(jobId: string) {
    super('The job type keeps results for some days only. The job tells since when they are gone: submit it again.');
    this.jobId = jobId;
  }
}

export class FileNotFoundError extends RequestRefusedError {
  override readonly name = 'FileNotFoundError';
  readonly code = 'file-not-found';
  readonly jobId: string;

  constructor(jobId: string, status: JobStatus) {
    super(
      status === 'SUCCEEDED'
        ? 'Files are named in the result of the job.'
        : `The job is ${status}: only a job that has SUCCEEDED has files.`,
    );
    this.jobId = jobId;
  }
}

export class JobTypeNotFoundError extends RequestRefusedError {
  override readonly name = 'JobTypeNotFoundError';
  readonly code = 'job-type-not-found';

  constructor() {
    super('There is no job type of that name. GET /v1/job-types lists them.');
  }
}

export class JobNotFailedError extends RequestRefusedError {
  override readonly name = 'JobNotFailedError';
  readonly code = 'job-not-failed';
  readonly jobId: string;

  constructor(jobId: string, status: JobStatus) {
    super(`The job is ${status}: only a job that has FAILED can be retried.`);
    this.jobId = jobId;
  }
}

export class JobAlreadyFinishedError extends RequestRefusedError {
  override readonly name = 'JobAlreadyFinishedError';
  readonly code = 'job-already-finished';
  readonly jobId: string;

  constructor(jobId: string, status: JobStatus) {
    super(`The job is ${status} and can no longer be cancelled.`);
    this.jobId = jobId;
  }
}

export class UniqueKeyInUseError extends RequestRefusedError {
  override readonly name = 'UniqueKeyInUseError';
  readonly code = 'unique-key-in-use';
  readonly jobId: string;

  constructor(uniqueKey: string, jobId: string) {
    super(`The unique key ${JSON.stringify(uniqueKey)} belongs to ${jobId}, which has not ended.`);
    this.jobId = jobId;
  }
}

export class JobNotFinishedError extends RequestRefusedError {
  override readonly name = 'JobNotFinishedError';
  readonly code = 'job-not-finished';
  readonly jobId: string;

  constructor(jobId: string, status: JobStatus) {
    super(`The job is ${status}: only a job that has ended can be purged. Cancel it first.`);
    this.jobId = jobId;
  }
}

export class PayloadTooLargeError extends RequestRefusedError {
  override readonly name = 'PayloadTooLargeError';
  readonly code = 'payload-too-large';

  constructor(sizeBytes: number, maxBytes: number = LIMITS.requestBodyBytes) {
    super(`The body has ${sizeBytes} bytes; at most ${maxBytes} are taken. Bring large inputs by POST /v1/uploads.`);
  }
}

/** A message over a WebSocket. */
export class MessageTooLargeError extends RequestRefusedError {
  override readonly name = 'MessageTooLargeError';
  readonly code = 'payload-too-large';

  constructor(sizeBytes: number) {
    super(`The message has ${sizeBytes} bytes; at most ${LIMITS.pushRequestBytes} are taken.`);
  }
}

export class TooManySubscriptionsError extends RequestRefusedError {
  override readonly name = 'TooManySubscriptionsError';
  readonly code = 'too-many-subscriptions';

  constructor() {
    super(
      `A connection has at most ${LIMITS.subscriptionsPerConnection} subscriptions. End one, open another connection, or subscribe to {"jobs":"mine"}.`,
    );
  }
}

export class UnsupportedMediaTypeError extends RequestRefusedError {
  override readonly name = 'UnsupportedMediaTypeError';
  readonly code = 'unsupported-media-type';

  constructor() {
    super('Send the body as JSON, with the header "Content-Type: application/json".');
  }
}

export class ValidationFailedError extends RequestRefusedError {
  override readonly name = 'ValidationFailedError';
  readonly code = 'validation-failed';

  constructor(errors: readonly FieldError[]) {
    super(errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; '), errors);
  }
}

export class UnknownJobTypeError extends RequestRefusedError {
  override readonly name = 'UnknownJobTypeError';
  readonly code = 'unknown-job-type';

  constructor(known: readonly string[]) {
    const detail = `must be one of ${known.join(', ')}`;
    super(`The job type ${detail}.`, [{ detail, pointer: '#/type' }]);
  }
}

export class UploadNotFoundError extends RequestRefusedError {
  override readonly name = 'UploadNotFoundError';
  readonly code = 'upload-not-found';

  constructor(pointers: readonly string[]) {
    const detail = 'names no upload of yours: create it by POST /v1/uploads and send the file to its URL first';
    super(
      `The input ${detail}.`,
      pointers.map((pointer) => ({ detail, pointer })),
    );
  }
}

export class UploadExpiredError extends RequestRefusedError {
  override readonly name = 'UploadExpiredError';
  readonly code = 'upload-expired';

  constructor(pointers: readonly string[]) {
    const hours = LIMITS.uploadUsableSeconds / 3600;
    const detail = `names an upload that is older than ${hours} hours, or will be when the job starts: upload the file again, or start the job sooner`;
    super(
      `The input ${detail}.`,
      pointers.map((pointer) => ({ detail, pointer })),
    );
  }
}

export class WebhookSecretMissingError extends RequestRefusedError {
  override readonly name = 'WebhookSecretMissingError';
  readonly code = 'webhook-secret-missing';

  constructor() {
    const detail = 'needs a secret to be signed with: make one by POST /v1/webhook-secrets first';
    super(`The webhook ${detail}.`, [{ detail, pointer: '#/webhook' }]);
  }
}

/** There is no such batch, or it belongs to another owner: the caller can't tell which. */
export class BatchNotFoundError extends RequestRefusedError {
  override readonly name = 'BatchNotFoundError';
  readonly code = 'batch-not-found';

  constructor() {
    super('GET /v1/batches lists your batches.');
  }
}

export class BatchNotCompletedError extends RequestRefusedError {
  override readonly name = 'BatchNotCompletedError';
  readonly code = 'batch-not-completed';

  constructor() {
    super('The manifest is written once all jobs of the batch have ended.');
  }
}

/** `errors` are those of its jobs, each at its place. */
export class NoJobAcceptedError extends RequestRefusedError {
  override readonly name = 'NoJobAcceptedError';
  readonly code = 'no-job-accepted';

  constructor(errors: readonly FieldError[]) {
    super('Each job of the batch is refused: there is no batch.', errors);
  }
}

/** Of a job in a batch whose request was cut off before it was stored, and not sent again. */
export class JobNotSubmittedError extends RequestRefusedError {
  override readonly name = 'JobNotSubmittedError';
  readonly code = 'service-unavailable';

  constructor() {
    super('The request was interrupted before this job was stored. Submit it again.');
  }
}

/** There is no such schedule, or it belongs to another owner: the caller can't tell which. */
export class ScheduleNotFoundError extends RequestRefusedError {
  override readonly name = 'ScheduleNotFoundError';
  readonly code = 'schedule-not-found';

  constructor() {
    super('GET /v1/schedules lists your schedules.');
  }
}

export class TooManySchedulesError extends RequestRefusedError {
  override readonly name = 'TooManySchedulesError';
  readonly code = 'too-many-schedules';

  constructor() {
    super(`An owner has at most ${LIMITS.schedulesPerOwner} schedules. Delete one first.`);
  }
}

/** What an owner is refused for a while. */
export abstract class QuotaExceededError extends RequestRefusedError {
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export class TooManySubmissionsError extends QuotaExceededError {
  override readonly name = 'TooManySubmissionsError';
  readonly code = 'too-many-submissions';

  constructor(perMinute: number, retryAfterSeconds: number) {
    super(
      `An owner may submit ${perMinute} jobs a minute. The next is taken in ${retryAfterSeconds} s.`,
      retryAfterSeconds,
    );
  }
}

export class TooManyActiveJobsError extends QuotaExceededError {
  override readonly name = 'TooManyActiveJobsError';
  readonly code = 'too-many-active-jobs';

  constructor(maxActiveJobs: number, retryAfterSeconds: number) {
    super(
      `An owner may have ${maxActiveJobs} jobs that have not ended. Try again once some have, or cancel some.`,
      retryAfterSeconds,
    );
  }
}

export class OrderingKeyFullError extends RequestRefusedError {
  override readonly name = 'OrderingKeyFullError';
  readonly code = 'ordering-key-full';

  constructor(orderingKey: string) {
    super(
      `${LIMITS.jobsPerOrderingKey} jobs with the ordering key ${JSON.stringify(orderingKey)} have not ended. Try again once some have.`,
    );
  }
}

export class WebhookDeliveryNotFoundError extends RequestRefusedError {
  override readonly name = 'WebhookDeliveryNotFoundError';
  readonly code = 'webhook-delivery-not-found';

  constructor() {
    super('GET /v1/jobs/{jobId}/deliveries lists the deliveries of the job.');
  }
}

export class IdempotencyKeyReusedError extends RequestRefusedError {
  override readonly name = 'IdempotencyKeyReusedError';
  readonly code = 'idempotency-key-reused';
  readonly jobId: string;

  constructor(jobId: string) {
    super('This Idempotency-Key came with another request before. Use a new key for a new request.');
    this.jobId = jobId;
  }
}

/** A message of the webhooks' queue is none that this system sends. It ends among the dead letters. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError';
  readonly code = 'malformed-message';

  constructor() {
    super('The message is neither a job event nor a delivery to try again');
  }
}

/** An operator's request to redrive is wrong. Told as it is: nobody but operators invokes the function. */
export class InvalidRedriveRequestError extends Error {
  override readonly name = 'InvalidRedriveRequestError';
  readonly code = 'invalid-redrive-request';
}

import type { FieldError, JobSummary, Problem, ProblemCode } from '@jobs/shared-contracts';

/**
 * Base of this package's errors, with a literal `code`. None holds a key, a ticket or a presigned URL: what is said of
 * a request is its method and its path.
 */
export abstract class JobClientError extends Error {
  abstract readonly code: string;
}

/** The options of the client are wrong. */
export class InvalidClientOptionsError extends JobClientError {
  override readonly name = 'InvalidClientOptionsError';
  readonly code = 'invalid-client-options';
}

/** The API refused a request, and said why in a problem document (RFC 9457). */
export class ProblemError extends JobClientError {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** The faults of the request, each with a JSON Pointer to the field: `#/input/sql`. */
  readonly errors: readonly FieldError[];
  /** Quote this when you ask for help. */
  readonly traceId?: string;

  constructor({ code, status, title, detail, errors = [], traceId }: Problem) {
    super([detail, ...errors.map((error) => `${error.pointer} ${error.detail}`)].join('\n'));
    this.code = code;
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    if (traceId !== undefined) this.traceId = traceId;
  }
}

/** What answered was not the API, or not as it is documented: a gateway, a proxy, a wrong `baseUrl`, a bucket. */
export class UnexpectedAnswerError extends JobClientError {
  override readonly name = 'UnexpectedAnswerError';
  readonly code = 'unexpected-answer';
  /** 0 where the runtime does not tell, as of a redirect in a browser. */
  readonly status: number;

  constructor(request: string, status: number, reason: string) {
    super(`${request} was answered ${status}: ${reason}`);
    this.status = status;
  }
}

/** Nothing answered: the network, or a name or port that is wrong. `cause` is the runtime's own error. */
export class NoAnswerError extends JobClientError {
  override readonly name = 'NoAnswerError';
  readonly code = 'no-answer';

  constructor(request: string, cause: unknown) {
    super(`${request} was not answered: ${cause instanceof Error ? cause.message : 'the connection failed'}`, {
      cause,
    });
  }
}

/** The time that a call may take, with all its tries, is over. */
export class CallTimedOutError extends JobClientError {
  override readonly name = 'CallTimedOutError';
  readonly code = 'call-timed-out';

  constructor(request: string, timeoutMs: number) {
    super(`${request} took longer than ${timeoutMs} ms`);
  }
}

/** The job did not end within the time given to `wait`. It goes on: wait again, or cancel it. */
export class WaitTimedOutError extends JobClientError {
  override readonly name = 'WaitTimedOutError';
  readonly code = 'wait-timed-out';
  readonly jobId: string;

  constructor(jobId: string, timeoutMs: number) {
    super(`${jobId} has not ended within ${timeoutMs} ms`);
    this.jobId = jobId;
  }
}

/** The job FAILED for good; `job.error` says why. */
export class JobFailedError extends JobClientError {
  override readonly name = 'JobFailedError';
  readonly code = 'job-failed';
  readonly job: JobSummary;

  constructor(job: JobSummary) {
    super(`${job.id} failed: ${job.error ? `${job.error.code}: ${job.error.message}` : 'no reason is given'}`);
    this.job = job;
  }
}

/** The job was CANCELLED. */
export class JobCancelledError extends JobClientError {
  override readonly name = 'JobCancelledError';
  readonly code = 'job-cancelled';
  readonly job: JobSummary;

  constructor(job: JobSummary) {
    super(`${job.id} was cancelled`);
    this.job = job;
  }
}

import Type, { type Static } from 'typebox';

/**
 * Every problem that a caller can be told of (RFC 9457), by its code. `type` is `urn:job-queue:problem:<code>`.
 * Clients branch on `code`; `detail` is for people and may change.
 */
export const PROBLEMS = {
  'malformed-json': { status: 400, title: 'The body is not valid JSON' },
  'malformed-job-id': { status: 400, title: 'The job id is malformed' },
  'malformed-idempotency-key': { status: 400, title: 'The Idempotency-Key header is malformed' },
  'malformed-query': { status: 400, title: 'A query parameter is wrong' },
  'invalid-api-key': { status: 401, title: 'The API key is missing, unknown or revoked' },
  'insufficient-scope': { status: 403, title: 'The API key lacks the scope for this' },
  'job-not-found': { status: 404, title: 'There is no such job' },
  'job-type-not-found': { status: 404, title: 'There is no such job type' },
  'file-not-found': { status: 404, title: 'There is no such file' },
  'schedule-not-found': { status: 404, title: 'There is no such schedule' },
  'batch-not-found': { status: 404, title: 'There is no such batch' },
  'webhook-delivery-not-found': { status: 404, title: 'There is no such delivery' },
  'job-not-failed': { status: 409, title: 'The job has not failed' },
  'unique-key-in-use': { status: 409, title: 'An active job has the unique key' },
  'job-not-finished': { status: 409, title: 'The job has not finished' },
  'job-already-finished': { status: 409, title: 'The job has already finished' },
  'batch-not-completed': { status: 409, title: 'The batch has not completed' },
  'result-expired': { status: 410, title: 'The result and its files have been deleted' },
  'payload-too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'The body must be application/json' },
  'validation-failed': { status: 422, title: 'The request is not valid' },
  'no-job-accepted': { status: 422, title: 'No job of the batch is accepted' },
  'unknown-job-type': { status: 422, title: 'The request names an unknown job type' },
  'upload-not-found': { status: 422, title: 'The request names an upload that does not exist' },
  'upload-expired': { status: 422, title: 'The request names an upload that has expired' },
  'webhook-secret-missing': { status: 422, title: 'The owner has no secret to sign webhooks with' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for another request' },
  'ordering-key-full': { status: 429, title: 'As many jobs wait with the ordering key as may' },
  'too-many-schedules': { status: 429, title: 'The owner has as many schedules as one may have' },
  'too-many-subscriptions': { status: 429, title: 'The connection has as many subscriptions as it may have' },
  'too-many-submissions': { status: 429, title: 'The owner has submitted as many jobs as one may for now' },
  'too-many-active-jobs': { status: 429, title: 'The owner has as many jobs that have not ended as one may have' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  'service-unavailable': { status: 503, title: 'A service that we depend on does not answer' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

export const PROBLEM_CODES = Object.keys(PROBLEMS) as ProblemCode[];

/**
 * One fault of a request. `pointer` is a JSON Pointer (RFC 6901) into the body, as a URI fragment: `#/input/sql`. Of a
 * list's query parameters, the pointer has the name: `#/limit`.
 */
export const FieldError = Type.Object(
  { detail: Type.String(), pointer: Type.String() },
  { additionalProperties: false },
);
export type FieldError = Static<typeof FieldError>;

/** `application/problem+json`, RFC 9457. */
export const Problem = Type.Object(
  {
    type: Type.String({ format: 'uri' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    instance: Type.Optional(Type.String({ description: 'The request’s path' })),
    code: Type.Enum(PROBLEM_CODES),
    traceId: Type.Optional(Type.String({ description: 'Quote this when you ask for help' })),
    errors: Type.Optional(Type.Array(FieldError)),
  },
  { additionalProperties: false },
);
export type Problem = Static<typeof Problem>;

export function problemTypeUri(code: ProblemCode): string {
  return `urn:job-queue:problem:${code}`;
}

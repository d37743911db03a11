import { DependencyError, PublishFailedError, SendFailedError } from '@jobs/job-store';
import { PROBLEMS, problemTypeUri, type FieldError, type Problem, type ProblemCode } from '@jobs/shared-contracts';
import { QuotaExceededError, RequestRefusedError } from '../errors.ts';
import type { ApiResponse } from './api-event.ts';
import type { Headers } from './response.ts';

const RETRY_AFTER_SECONDS = 5;

/** Headers that belong to a problem wherever it occurs. */
const HEADERS: Partial<Record<ProblemCode, Headers>> = {
  'invalid-api-key': { 'www-authenticate': 'ApiKey realm="jobs"' },
  'service-unavailable': { 'retry-after': String(RETRY_AFTER_SECONDS) },
};

interface Fault {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
}

const isTransient = (error: unknown) =>
  (error instanceof DependencyError || error instanceof SendFailedError || error instanceof PublishFailedError) &&
  error.transient;

/** The only place that decides what a caller is told of an error. Of one that we do not know, nothing. */
function faultOf(error: unknown): Fault {
  if (error instanceof RequestRefusedError) return { code: error.code, detail: error.message, errors: error.errors };
  if (isTransient(error)) return { code: 'service-unavailable', detail: 'Try again in a few seconds.' };
  return { code: 'internal-error', detail: 'Try again later. If it persists, report it with the traceId.' };
}

/** The problem document of an error. `instance` is the path of the request, where it had one. */
export function problemOf(
  error: unknown,
  { instance, traceId }: { readonly instance?: string; readonly traceId: string },
): Problem {
  const { code, detail, errors = [] } = faultOf(error);
  const { status, title } = PROBLEMS[code];
  return {
    type: problemTypeUri(code),
    title,
    status,
    detail,
    ...(instance !== undefined && { instance }),
    code,
    traceId,
    ...(errors.length > 0 && { errors: [...errors] }),
  };
}

/** When to try again, where that can be told. */
const retryAfter = (error: unknown): Headers =>
  error instanceof QuotaExceededError ? { 'retry-after': String(error.retryAfterSeconds) } : {};

export function problemResponse(
  error: unknown,
  { path, traceId }: { readonly path: string; readonly traceId: string },
): ApiResponse & { readonly code: ProblemCode } {
  const problem = problemOf(error, { instance: path, traceId });
  const { code, status } = problem;
  return {
    code,
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...HEADERS[code],
      ...retryAfter(error),
    },
    body: JSON.stringify(problem),
  };
}

import type { BatchEnvelope } from './batches/batch.ts';
import type { BatchEvent } from './batches/batch-event.ts';
import type { CreateUploadRequest, SubmitJobRequest } from './http/requests.ts';
import type { FieldError } from './http/problems.ts';
import type { JobEvent } from './events/job-event.ts';
import type { PauseRequest } from './operations/controls.ts';
import type { RedriveRequest } from './operations/operations.ts';
import type { RetryJobsRequest } from './operations/retry-jobs.ts';
import type { PushRequest } from './push/messages.ts';
import type { CreateScheduleRequest, UpdateScheduleRequest } from './schedules/schedule.ts';
import { LIMITS } from './limits.ts';
import type { SchemaError, Validators } from './validator.ts';
import { validators as batches } from '../generated/validators/batches.js';
import { validators as events } from '../generated/validators/events.js';
import { validators as inputs } from '../generated/validators/inputs.js';
import { validators as push } from '../generated/validators/push.js';
import { validators as operations } from '../generated/validators/operations.js';
import { validators as requests } from '../generated/validators/requests.js';
import { validators as results } from '../generated/validators/results.js';
import { validators as schedules } from '../generated/validators/schedules.js';
import { validators as uploads } from '../generated/validators/uploads.js';

export type Validation<T> =
  | { readonly valid: true; readonly value: T }
  | { readonly valid: false; readonly errors: readonly FieldError[] };

export const validateSubmitJobRequest = (value: unknown) =>
  validate<SubmitJobRequest>(requests, 'submitJob', value, '');
export const validateCreateUploadRequest = (value: unknown) =>
  validate<CreateUploadRequest>(uploads, 'createUpload', value, '');
export const validateCreateScheduleRequest = (value: unknown) =>
  validate<CreateScheduleRequest>(schedules, 'create', value, '');
export const validateUpdateScheduleRequest = (value: unknown) =>
  validate<UpdateScheduleRequest>(schedules, 'update', value, '');
export const validateRedriveRequest = (value: unknown) => validate<RedriveRequest>(operations, 'redrive', value, '');
export const validateRetryJobsRequest = (value: unknown) =>
  validate<RetryJobsRequest>(operations, 'retryJobs', value, '');
export const validatePauseRequest = (value: unknown) => validate<PauseRequest>(operations, 'pause', value, '');
export const validateBatchEnvelope = (value: unknown) => validate<BatchEnvelope>(batches, 'create', value, '');
export const validateBatchEvent = (value: unknown) => validate<BatchEvent>(batches, 'event', value, '');
export const validateJobEvent = (value: unknown) => validate<JobEvent>(events, 'job', value, '');

/** Checks a message of a client against the schema of the one kind that it can be; `validatePushRequest` finds that. */
export const validatePushRequestAs = (kind: 'jobTopic' | 'ownJobs' | 'ping', value: unknown) =>
  validate<PushRequest>(push, kind, value, '');

/** Checks a job's input; `jobType` must be one of the catalogue. Pointers start at `#/input`. */
export const validateInput = (jobType: string, value: unknown) => validate<unknown>(inputs, jobType, value, '/input');

/** Checks what a handler returned. Pointers start at `#/result`. */
export const validateResult = (jobType: string, value: unknown) =>
  validate<unknown>(results, jobType, value, '/result');

function validate<T>(validators: Validators, name: string, value: unknown, at: string): Validation<T> {
  const validator = validators[name];
  if (!validator) throw new Error(`There is no validator "${name}": run "pnpm generate"`);
  if (validator(value)) return { valid: true, value: value as T };
  const errors = (validator.errors ?? [])
    // Its cause is reported beside it, with the reason.
    .filter((error) => error.keyword !== 'propertyNames')
    .slice(0, LIMITS.reportedErrors)
    .map((error) => fieldError(error, at));
  return { valid: false, errors };
}

const escapeToken = (token: string) => token.replaceAll('~', '~0').replaceAll('/', '~1');

/** A JSON Pointer (RFC 6901) in the form of a URI fragment. */
const fragment = (pointer: string) =>
  `#${pointer
    .split('/')
    .map((token) => encodeURIComponent(token.toWellFormed()))
    .join('/')}`;

/** The field that a fault is about, when it lies below the place where ajv found it. */
function fieldOf({ params, propertyName }: SchemaError): string | undefined {
  const field = params['missingProperty'] ?? params['additionalProperty'] ?? propertyName;
  return typeof field === 'string' ? field : undefined;
}

/** ajv's error as a detail for people and a pointer to the very field. */
function fieldError(error: SchemaError, at: string): FieldError {
  const field = fieldOf(error);
  // ajv has escaped `~` and `/` in instancePath already.
  const pointer = `${at}${error.instancePath}${field === undefined ? '' : `/${escapeToken(field)}`}`;
  return { detail: describe(error), pointer: fragment(pointer) };
}

function describe({ keyword, params, message, propertyName }: SchemaError): string {
  switch (keyword) {
    case 'required':
      return 'is required';
    case 'additionalProperties':
      return 'is not a known field';
    case 'enum':
      return `must be one of ${(params['allowedValues'] as unknown[]).map((value) => JSON.stringify(value)).join(', ')}`;
    default:
      return `${propertyName === undefined ? '' : 'as a name '}${message ?? 'is not valid'}`;
  }
}

import {
  findJobType,
  JOB_TYPES,
  validateInput,
  validateSubmitJobRequest,
  type JobType,
  type JsonValue,
  type SubmitJobRequest,
} from '@jobs/shared-contracts';
import { UnknownJobTypeError, ValidationFailedError } from '../errors.ts';
import { orderingErrors } from './ordering-errors.ts';
import { startTimeOf } from './start-time.ts';

export interface CheckedSubmission {
  readonly request: SubmitJobRequest;
  readonly jobType: JobType;
  readonly input: JsonValue;
  /** Not before; at once when it is absent. */
  readonly runAt?: number;
}

/** Checks a body against the contracts alone, without looking at anything stored. */
export function checkSubmission(body: unknown, now: number): CheckedSubmission {
  const envelope = validateSubmitJobRequest(body);
  if (!envelope.valid) throw new ValidationFailedError(envelope.errors);
  const request = envelope.value;
  const jobType = findJobType(request.type);
  if (!jobType) throw new UnknownJobTypeError(JOB_TYPES.map(({ name }) => name));
  const input = validateInput(jobType.name, request.input);
  const start = startTimeOf(request, now);
  const errors = [
    ...attemptErrors(request, jobType),
    ...priorityErrors(request, jobType),
    ...orderingErrors(request, jobType),
    ...conflictErrors(request),
    ...afterErrors(request),
    ...(start.errors ?? []),
    ...(input.valid ? [] : input.errors),
  ];
  if (errors.length > 0 || start.errors) throw new ValidationFailedError(errors);
  return {
    request,
    jobType,
    input: request.input as JsonValue,
    ...(start.runAt !== undefined && { runAt: start.runAt }),
  };
}

function attemptErrors({ maxAttempts }: SubmitJobRequest, jobType: JobType) {
  if (maxAttempts === undefined || maxAttempts <= jobType.maxAttempts) return [];
  return [{ detail: `must be at most ${jobType.maxAttempts} for ${jobType.name}`, pointer: '#/maxAttempts' }];
}

function conflictErrors({ uniqueKey, onConflict }: SubmitJobRequest) {
  if (onConflict === undefined || uniqueKey !== undefined) return [];
  return [{ detail: 'says what happens to a uniqueKey, and there is none', pointer: '#/onConflict' }];
}

function afterErrors({ after, afterFailure }: SubmitJobRequest) {
  if (afterFailure === undefined || after !== undefined) return [];
  return [{ detail: 'says what happens when a job of after fails, and there is none', pointer: '#/afterFailure' }];
}

function priorityErrors({ priority }: SubmitJobRequest, { name, lanes }: JobType) {
  if (priority === undefined || lanes.includes(priority)) return [];
  return [{ detail: `${name} has no other priority than ${lanes.join(', ')}`, pointer: '#/priority' }];
}

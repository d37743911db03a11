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

export interface CheckedSubmission {
  readonly request: SubmitJobRequest;
  readonly jobType: JobType;
  readonly input: JsonValue;
}

/** Checks a body against the contracts alone, without looking at anything stored. */
export function checkSubmission(body: unknown): CheckedSubmission {
  const envelope = validateSubmitJobRequest(body);
  if (!envelope.valid) throw new ValidationFailedError(envelope.errors);
  const request = envelope.value;
  const jobType = findJobType(request.type);
  if (!jobType) throw new UnknownJobTypeError(JOB_TYPES.map(({ name }) => name));
  const input = validateInput(jobType.name, request.input);
  const errors = [...attemptErrors(request, jobType), ...(input.valid ? [] : input.errors)];
  if (errors.length > 0) throw new ValidationFailedError(errors);
  return { request, jobType, input: request.input as JsonValue };
}

function attemptErrors({ maxAttempts }: SubmitJobRequest, jobType: JobType) {
  if (maxAttempts === undefined || maxAttempts <= jobType.maxAttempts) return [];
  return [{ detail: `must be at most ${jobType.maxAttempts} for ${jobType.name}`, pointer: '#/maxAttempts' }];
}

import type { ScheduleRecord } from '@jobs/job-store';
import {
  findJobType,
  LIMITS,
  validateCreateScheduleRequest,
  type CreateScheduleRequest,
  type FieldError,
  type JsonValue,
} from '@jobs/shared-contracts';
import { ValidationFailedError } from '../errors.ts';
import { checkSubmission } from '../submit-job/check-submission.ts';
import { checkWebhook, type CheckWebhookDependencies } from '../submit-job/check-webhook.ts';
import { findUploadReferences } from '../submit-job/upload-references.ts';
import { checkTiming } from './check-timing.ts';

/** What a client says of a schedule. */
export type ScheduleSettings = Pick<ScheduleRecord, 'name' | 'request' | 'timing' | 'overlap' | 'catchUp' | 'paused'>;

/**
 * Checks a schedule as a submission is checked, and when its runs are to be.
 * @throws {ValidationFailedError} naming every fault
 */
export async function checkSchedule(
  deps: CheckWebhookDependencies,
  owner: string,
  body: unknown,
  now: number,
): Promise<ScheduleSettings> {
  const checked = validateCreateScheduleRequest(body);
  if (!checked.valid) throw new ValidationFailedError(checked.errors);
  const { name, cron, rateSeconds, timeZone, overlap, catchUp, paused, dryRun: _dryRun, ...request } = checked.value;
  const timing = checkTiming({ cron, rateSeconds, timeZone }, now);
  const errors = [...(timing.errors ?? []), ...submissionErrors(request, now), ...inputErrors(request)];
  if (errors.length > 0 || timing.errors) throw new ValidationFailedError(errors);
  await checkWebhook(deps, owner, request.webhook);
  return {
    ...(name !== undefined && { name }),
    request: { ...request, input: request.input as JsonValue },
    timing: timing.timing,
    overlap: overlap ?? 'skip',
    catchUp: catchUp ?? 'last',
    paused: paused ?? false,
  };
}

type Request = Omit<
  CreateScheduleRequest,
  'cron' | 'rateSeconds' | 'timeZone' | 'overlap' | 'catchUp' | 'paused' | 'dryRun'
>;

function submissionErrors(request: Request, now: number): readonly FieldError[] {
  if (findJobType(request.type)?.ordering) {
    const detail = `${request.type} runs its jobs in the order of their submission, and not at a time`;
    return [{ detail, pointer: '#/type' }];
  }
  try {
    checkSubmission(request, now);
    return [];
  } catch (error) {
    if (error instanceof ValidationFailedError) return error.errors;
    throw error;
  }
}

function inputErrors({ input }: Request): readonly FieldError[] {
  const uploads = findUploadReferences(input).map(({ pointer }) => ({
    detail: `names an upload: uploads can be used for ${LIMITS.uploadUsableSeconds / 3600} hours only`,
    pointer,
  }));
  const sizeBytes = Buffer.byteLength(JSON.stringify(input));
  if (sizeBytes <= LIMITS.scheduledInputBytes) return uploads;
  const detail = `has ${sizeBytes} bytes; at most ${LIMITS.scheduledInputBytes} are taken`;
  return [...uploads, { detail, pointer: '#/input' }];
}

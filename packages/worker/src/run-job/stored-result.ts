import { payloadKeys, type JobRecord, type StoredPayload } from '@jobs/job-store';
import { findJobType, LIMITS, validateResult, type JsonValue } from '@jobs/shared-contracts';
import { PermanentJobError } from '../errors.ts';
import type { PayloadAccess } from './payload-access.ts';

/** Checks what a handler returned, and keeps it where it belongs: small in the table's item, large in the bucket. */
export async function storedResult(
  returned: unknown,
  job: JobRecord,
  payloads: PayloadAccess,
  deleteAfterDays = findJobType(job.type)?.resultRetentionDays,
): Promise<StoredPayload> {
  const json = toJson(returned);
  const sizeBytes = Buffer.byteLength(json);
  if (sizeBytes > LIMITS.resultBytes) {
    const message = `The result has ${sizeBytes} bytes, and at most ${LIMITS.resultBytes} are kept: write files instead`;
    throw new PermanentJobError(message, { code: 'result-too-large' });
  }
  // What is checked is what is kept: JSON drops undefined fields, and turns dates into strings.
  const result = JSON.parse(json) as JsonValue;
  const validation = validateResult(job.type, result);
  if (!validation.valid) {
    const faults = validation.errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ');
    throw new PermanentJobError(`The handler's result does not match the job type's result schema: ${faults}`, {
      code: 'invalid-result',
    });
  }
  // One that goes before its job is kept where it can be deleted by itself.
  if (sizeBytes <= LIMITS.inlineResultBytes && deleteAfterDays === undefined) return { inline: result };
  return payloads.putJson(payloadKeys.result(job.jobId, job.attempt), result, { deleteAfterDays });
}

function toJson(returned: unknown): string {
  try {
    const json: unknown = JSON.stringify(returned);
    if (typeof json === 'string') return json;
  } catch (error) {
    throw new PermanentJobError("The handler's result cannot be written as JSON", {
      code: 'invalid-result',
      cause: error,
    });
  }
  throw new PermanentJobError('The handler returned nothing', { code: 'invalid-result' });
}

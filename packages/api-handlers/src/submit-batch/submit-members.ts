import { LIMITS, type BatchResult } from '@jobs/shared-contracts';
import { memberJobId } from '../batches/batch-ids.ts';
import { PayloadTooLargeError, RequestRefusedError, UniqueKeyInUseError } from '../errors.ts';
import { problemOf } from '../http/problem-response.ts';
import type { Logger } from '../logging/create-logger.ts';
import { forEachAtOnce } from '../push/for-each-at-once.ts';
import { submitJob, type SubmitJobDependencies } from '../submit-job/submit-job.ts';
import { linesOf, referencesOf, type CheckedBatch } from './check-batch.ts';

export interface MembersOf {
  readonly batchId: string;
  readonly owner: string;
  readonly traceparent: string;
  readonly traceId: string;
  readonly log: Logger;
}

/** So many are submitted at once: 1,000 take a few seconds. */
const AT_ONCE = 40;

/** Submits each job of a batch, those that others wait for before them, and those of one ordering key in their order. @returns what became of each, by index */
export async function submitMembers(
  deps: SubmitJobDependencies,
  batch: MembersOf,
  { request, levels }: CheckedBatch,
): Promise<BatchResult[]> {
  const results: BatchResult[] = [];
  for (const level of levels) {
    await forEachAtOnce(linesOf(request.jobs, level), AT_ONCE, async (line) => {
      for (const index of line) results[index] = await submitMember(deps, batch, request.jobs[index], index);
    });
  }
  return results;
}

/** What is not refused, but fails, is a problem too: its sender may submit it again, and knows of the others. */
async function submitMember(
  deps: SubmitJobDependencies,
  { batchId, owner, traceparent, traceId, log }: MembersOf,
  request: unknown,
  batchIndex: number,
): Promise<BatchResult> {
  const jobId = memberJobId(batchId, batchIndex);
  try {
    const sizeBytes = Buffer.byteLength(JSON.stringify(request));
    if (sizeBytes > LIMITS.requestBodyBytes) throw new PayloadTooLargeError(sizeBytes);
    const { job, reused } = await submitJob(deps, {
      owner,
      body: withJobIds(request, batchId),
      member: { jobId, batchId, batchIndex },
      traceparent,
      log,
    });
    // Its place is its own job's: one that is there already belongs to no batch, or to another.
    if (reused) throw new UniqueKeyInUseError((request as { readonly uniqueKey: string }).uniqueKey, job.jobId);
    return { index: batchIndex, jobId };
  } catch (error) {
    if (!(error instanceof RequestRefusedError)) log.error({ jobId, err: error }, 'a job of a batch was not submitted');
    return { index: batchIndex, problem: problemOf(error, { traceId }) };
  }
}

/** `#3` becomes the id of the job at index 3. */
function withJobIds(request: unknown, batchId: string): unknown {
  const references = new Map(referencesOf(request).map(({ index, place }) => [place, index]));
  if (references.size === 0) return request;
  const { after, ...rest } = request as { readonly after: readonly unknown[] };
  return {
    ...rest,
    after: after.map((one, place) => {
      const index = references.get(place);
      return index === undefined ? one : memberJobId(batchId, index);
    }),
  };
}

import { createHash } from 'node:crypto';
import type { Batches, BatchRecord } from '@jobs/job-store';
import { LIMITS, type BatchEnvelope, type BatchResult, type FieldError } from '@jobs/shared-contracts';
import { stringify } from 'safe-stable-stringify';
import { batchIdOfKey, memberJobId, newBatchId } from '../batches/batch-ids.ts';
import { changeBatch } from '../batches/change-batch.ts';
import { completeBatch, type CompleteBatchDependencies } from '../batches/complete-batch.ts';
import { IdempotencyKeyReusedError, NoJobAcceptedError } from '../errors.ts';
import { forEachAtOnce } from '../push/for-each-at-once.ts';
import { checkWebhook } from '../submit-job/check-webhook.ts';
import type { SubmitJobDependencies } from '../submit-job/submit-job.ts';
import { checkBatch, type CheckedBatch } from './check-batch.ts';
import { submitMembers, type MembersOf } from './submit-members.ts';

export interface SubmitBatchDependencies extends SubmitJobDependencies, Omit<CompleteBatchDependencies, 'jobs'> {
  readonly batches: Batches;
  readonly payloads: SubmitJobDependencies['payloads'] & CompleteBatchDependencies['payloads'];
}

export interface BatchRequest extends Omit<MembersOf, 'batchId'> {
  readonly body: unknown;
  readonly idempotencyKey?: string;
}

export interface SubmitBatchOutcome {
  readonly batch: BatchRecord;
  readonly results: readonly BatchResult[];
  /** An earlier request with the same Idempotency-Key made the batch. */
  readonly replayed: boolean;
}

/** A submission takes half a minute at most: what has not ended by then was cut off. */
const CUT_OFF_MS = 5 * 60_000;
/** Members end sooner or later; then an event completes the batch, unless it was lost. */
const FIRST_LOOK_MS = 2 * 60_000;
const AT_ONCE = 40;

/**
 * Stores a batch, and then submits its jobs under ids that follow from it, so that a request which is sent again, with the
 * same Idempotency-Key, goes on where it was cut off.
 */
export async function submitBatch(deps: SubmitBatchDependencies, request: BatchRequest): Promise<SubmitBatchOutcome> {
  const { owner, idempotencyKey } = request;
  const checked = checkBatch(request.body);
  await checkWebhook(deps, owner, checked.request.webhook);
  const batchId = idempotencyKey === undefined ? newBatchId() : batchIdOfKey(owner, idempotencyKey);
  const { outcome, batch } = await deps.batches.createBatch(newBatch(batchId, owner, checked.request, deps.now()));
  if (outcome === 'exists') {
    if (batch.requestHash !== hashOf(checked.request)) throw new IdempotencyKeyReusedError(batchId);
    if (batch.submittedAt !== undefined)
      return { batch, results: await knownResults(deps.batches, batch), replayed: true };
  }

  const results = await submitMembers(deps, { ...request, batchId }, checked);
  if (results.every(({ jobId }) => jobId === undefined)) {
    await deps.batches.deleteBatch(batchId);
    throw new NoJobAcceptedError(errorsOf(results));
  }
  await recordResults(deps, batch, results);
  const submitted = await endSubmission(deps, batchId);
  return { batch: await complete(deps, submitted ?? batch, request), results, replayed: false };
}

function newBatch(batchId: string, owner: string, request: BatchEnvelope, now: number): BatchRecord {
  const { name, tags = {}, webhook, onFailure, jobs } = request;
  return {
    batchId,
    owner,
    ...(name !== undefined && { name }),
    tags,
    ...(webhook && { webhook: { url: webhook.url, events: [] } }),
    ...(onFailure === 'cancel' && { cancelsOnFailure: true }),
    requestHash: hashOf(request),
    size: jobs.length,
    version: 1,
    createdAt: now,
    dueAt: now + CUT_OFF_MS,
  };
}

const hashOf = (request: CheckedBatch['request']) =>
  createHash('sha256')
    .update(stringify(request) ?? '')
    .digest('hex');

/** Refusals are kept; an accepted job that an earlier try of the same request had not got is one all the same. */
async function recordResults(
  { batches, jobs }: SubmitBatchDependencies,
  batch: BatchRecord,
  results: readonly BatchResult[],
) {
  const known = await batches.readMembers(batch.batchId);
  await forEachAtOnce(results, AT_ONCE, async ({ index, problem }) => {
    if (problem) return batches.recordRefusal(batch, index, problem);
    if (known.get(index)?.status !== 'REFUSED') return;
    const job = await jobs.getJob(memberJobId(batch.batchId, index));
    if (job) await batches.recordMember(batch, index, { status: job.status, version: job.version });
  });
}

/** From here on the batch may complete. If it was to be cancelled meanwhile, what came later still is. */
const endSubmission = ({ batches, now }: SubmitBatchDependencies, batchId: string) =>
  changeBatch(batches, batchId, (batch) =>
    batch.submittedAt === undefined
      ? {
          ...batch,
          submittedAt: now(),
          dueAt: now() + (batch.cancelRequestedAt === undefined ? FIRST_LOOK_MS : 0),
        }
      : undefined,
  );

/** All members may have ended by now. The batch is stored: a failure here is not the caller's. */
async function complete(
  deps: SubmitBatchDependencies,
  batch: BatchRecord,
  { log }: BatchRequest,
): Promise<BatchRecord> {
  try {
    await completeBatch(deps, batch.batchId);
    return (await deps.batches.getBatch(batch.batchId)) ?? batch;
  } catch (error) {
    log.warn({ batchId: batch.batchId, err: error }, 'not completed: the reconciler looks at it');
    return batch;
  }
}

async function knownResults(batches: Batches, { batchId, size }: BatchRecord): Promise<BatchResult[]> {
  const refusals = await batches.readRefusals(batchId, 0, size);
  const members = await batches.readMembers(batchId);
  return Array.from({ length: size }, (_, index): BatchResult => {
    const problem = refusals.get(index);
    return problem && members.get(index)?.status === 'REFUSED'
      ? { index, problem }
      : { index, jobId: memberJobId(batchId, index) };
  });
}

/** The faults of the jobs by their places in the batch, the first of each. */
function errorsOf(results: readonly BatchResult[]): FieldError[] {
  return results.slice(0, LIMITS.reportedErrors).flatMap(({ index, problem }) =>
    (problem?.errors?.slice(0, 1) ?? [{ detail: problem?.detail ?? '', pointer: '#' }]).map(({ detail, pointer }) => ({
      detail,
      pointer: `#/jobs/${index}${pointer.slice(1)}`,
    })),
  );
}

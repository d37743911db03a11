import { createHash } from 'node:crypto';
import {
  batchEventOf,
  countMembers,
  DependencyError,
  payloadKeys,
  type Batches,
  type BatchEvents,
  type BatchRecord,
  type JobTable,
  type PayloadStore,
} from '@jobs/job-store';
import { isTerminal, type JsonValue } from '@jobs/shared-contracts';
import { forEachAtOnce } from '../push/for-each-at-once.ts';
import { memberJobId } from './batch-ids.ts';
import { buildManifest } from './build-manifest.ts';
import { changeBatch } from './change-batch.ts';

export interface CompleteBatchDependencies {
  readonly jobs: Pick<JobTable, 'getJob'>;
  readonly batches: Omit<Batches, 'listBatches' | 'listDueBatches' | 'createBatch'>;
  readonly batchEvents: BatchEvents;
  readonly payloads: Pick<PayloadStore, 'putJson'>;
  readonly eventSource: string;
  readonly now: () => number;
}

type Members = Awaited<ReturnType<Batches['readMembers']>>;

const AT_ONCE = 25;
/** Members that have failed may be retried, and fail again. */
const MAX_ROUNDS = 5;
/** If whoever completes it dies before its event is published, another does that after this. */
const EVENT_DUE_MS = 60_000;

/**
 * Completes a batch of which all members have ended, unless that was done: of many that try at once, one does. The
 * manifest is written before, each under a name of its own content, so that a batch that has completed has it.
 */
export async function completeBatch(deps: CompleteBatchDependencies, batchId: string): Promise<void> {
  // Read before its members: whoever ends the submission looks at them after that is written.
  const batch = await deps.batches.getBatch(batchId);
  if (batch?.submittedAt === undefined || batch.completedAt !== undefined) return;
  const members = await endedMembers(deps, batch);
  if (!members) return;

  const counts = countMembers(batch.size, members);
  const manifest = await buildManifest(deps, batch, members, counts);
  const text = JSON.stringify(manifest);
  const hash = createHash('sha256').update(text).digest('hex');
  const { key } = await deps.payloads.putJson(payloadKeys.manifest(batchId, hash), JSON.parse(text) as JsonValue);
  const now = deps.now();
  const completed = await changeBatch(deps.batches, batchId, (current) =>
    current.completedAt === undefined
      ? { ...current, completedAt: now, completedCounts: counts, manifestKey: key, dueAt: now + EVENT_DUE_MS }
      : undefined,
  );
  if (completed) await announceBatch(deps, completed);
}

/** Publishes that a batch has completed; then there is nothing left to do. */
export async function announceBatch(
  { batches, batchEvents, eventSource }: Pick<CompleteBatchDependencies, 'batches' | 'batchEvents' | 'eventSource'>,
  batch: BatchRecord,
): Promise<void> {
  const { completedAt, completedCounts } = batch;
  if (completedAt === undefined || !completedCounts) return;
  await batchEvents.publishBatch(batchEventOf({ ...batch, completedAt, completedCounts }, eventSource));
  await changeBatch(batches, batch.batchId, ({ dueAt: _dueAt, ...rest }) => rest);
}

/** Undefined unless all have ended. What changes meanwhile is looked at again. */
async function endedMembers(deps: CompleteBatchDependencies, batch: BatchRecord): Promise<Members | undefined> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const members = await deps.batches.readMembers(batch.batchId);
    if (!allHaveEnded(batch.size, members)) return undefined;
    if (await areStillSo(deps, batch, members)) return members;
  }
  throw new DependencyError('DynamoDB', 'Query', true, new Error(`Members of ${batch.batchId} kept changing`));
}

function allHaveEnded(size: number, members: Members): boolean {
  const ended = [...members.values()].filter(({ status }) => status === 'REFUSED' || isTerminal(status));
  return ended.length === size;
}

/**
 * A member that has failed may have been retried, and that is not known yet; one that seemed refused may have been stored
 * by a request that was cut off. What has changed is written down.
 */
async function areStillSo(deps: CompleteBatchDependencies, batch: BatchRecord, members: Members): Promise<boolean> {
  const changeable = [...members].filter(([, { status }]) => status === 'FAILED' || status === 'REFUSED');
  let areSo = true;
  await forEachAtOnce(changeable, AT_ONCE, async ([index, { version }]) => {
    const job = await deps.jobs.getJob(memberJobId(batch.batchId, index));
    if (!job || job.version <= version) return;
    await deps.batches.recordMember(batch, index, { status: job.status, version: job.version });
    areSo = false;
  });
  return areSo;
}

import { isTerminal, type JobEvent } from '@jobs/shared-contracts';
import { cancelMembers, requestBatchCancel, type CancelMembersDependencies } from '../batches/cancel-members.ts';
import { completeBatch, type CompleteBatchDependencies } from '../batches/complete-batch.ts';
import type { Logger } from '../logging/create-logger.ts';

export interface SettleBatchDependencies extends CancelMembersDependencies, CompleteBatchDependencies {
  readonly jobs: CancelMembersDependencies['jobs'] & CompleteBatchDependencies['jobs'];
  readonly batches: CompleteBatchDependencies['batches'];
  readonly log: Logger;
}

/** Of those that a failure cancels, what is left then the reconciler does. */
const CANCEL_MS = 10_000;

/** Writes down the state of a member of a batch, and completes the batch with the last one. */
export async function settleBatch(deps: SettleBatchDependencies, { data }: JobEvent): Promise<void> {
  const { batchId, batchIndex, status, version } = data;
  if (batchId === undefined || batchIndex === undefined) return;
  const batch = { batchId, createdAt: Date.parse(data.createdAt) };
  await deps.batches.recordMember(batch, batchIndex, { status, version });
  if (!isTerminal(status)) return;
  if (status === 'FAILED') await cancelOthers(deps, batchId);
  await completeBatch(deps, batchId);
}

async function cancelOthers(deps: SettleBatchDependencies, batchId: string): Promise<void> {
  const batch = await deps.batches.getBatch(batchId);
  if (!batch?.cancelsOnFailure) return;
  const cancelled = await requestBatchCancel(deps, batchId);
  if (cancelled) await cancelMembers(deps, cancelled, { maxDurationMs: CANCEL_MS, log: deps.log });
}

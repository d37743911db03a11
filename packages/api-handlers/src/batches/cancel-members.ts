import type { Batches, BatchRecord } from '@jobs/job-store';
import { isTerminal } from '@jobs/shared-contracts';
import { cancelUnlessEnded, type CancelJobDependencies } from '../cancel-job/cancel-job.ts';
import type { Logger } from '../logging/create-logger.ts';
import { forEachAtOnce } from '../push/for-each-at-once.ts';
import { memberJobId } from './batch-ids.ts';
import { changeBatch } from './change-batch.ts';

export interface CancelMembersDependencies extends CancelJobDependencies {
  readonly batches: Pick<Batches, 'getBatch' | 'replaceBatch' | 'readMembers'>;
  readonly now: () => number;
}

const AT_ONCE = 25;

/**
 * Asks that a batch be cancelled: from then on whoever looks at it cancels its members.
 * @returns the batch as it is now; undefined when it is not there, has completed, or was asked to before
 */
export const requestBatchCancel = ({ batches, now }: CancelMembersDependencies, batchId: string) =>
  changeBatch(batches, batchId, (batch) =>
    batch.completedAt === undefined && batch.cancelRequestedAt === undefined
      ? { ...batch, cancelRequestedAt: now(), dueAt: now() }
      : undefined,
  );

/** Cancels the members that have not ended, for so long at most. What is left, the reconciler does. */
export async function cancelMembers(
  deps: CancelMembersDependencies,
  { batchId, owner, size }: BatchRecord,
  { maxDurationMs, log }: { readonly maxDurationMs: number; readonly log: Logger },
): Promise<void> {
  const deadline = deps.now() + maxDurationMs;
  const members = await deps.batches.readMembers(batchId);
  const goesOn = (index: number) => {
    const status = members.get(index)?.status;
    return status !== 'REFUSED' && (status === undefined || !isTerminal(status));
  };
  const indexes = Array.from({ length: size }, (_, index) => index).filter(goesOn);
  await forEachAtOnce(indexes, AT_ONCE, async (index) => {
    if (deps.now() >= deadline) return;
    await cancelUnlessEnded(deps, { jobId: memberJobId(batchId, index), owner, log });
  });
}

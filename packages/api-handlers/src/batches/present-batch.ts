import { batchViewOf, countMembers, type Batches, type BatchRecord } from '@jobs/job-store';
import type { BatchView } from '@jobs/shared-contracts';

/** A batch as its owner sees it, with its counts as they are now. */
export async function presentBatch(batches: Pick<Batches, 'readMembers'>, batch: BatchRecord): Promise<BatchView> {
  return batchViewOf(batch, countMembers(batch.size, await batches.readMembers(batch.batchId)));
}

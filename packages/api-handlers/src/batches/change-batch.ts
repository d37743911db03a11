import { DependencyError, type Batches, type BatchRecord } from '@jobs/job-store';

/** A batch is written a few times in its life, and by a few at once. */
const MAX_ROUNDS = 10;

/**
 * Changes a batch as it is now.
 * @returns what is stored; undefined, and nothing written, when `change` gives none or the batch is not there
 */
export async function changeBatch(
  batches: Pick<Batches, 'getBatch' | 'replaceBatch'>,
  batchId: string,
  change: (batch: BatchRecord) => BatchRecord | undefined,
): Promise<BatchRecord | undefined> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const before = await batches.getBatch(batchId);
    const after = before && change(before);
    if (!after) return undefined;
    const written = await batches.replaceBatch(before, after);
    if (written) return written;
  }
  throw new DependencyError('DynamoDB', 'PutItem', true, new Error(`${batchId} kept changing`));
}

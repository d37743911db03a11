import { BATCH_COMPLETED_EVENT, type BatchEvent, type BatchView } from '@jobs/shared-contracts';
import type { BatchCounts, BatchRecord } from './batches.ts';

export interface BatchEvents {
  /** @throws {PublishFailedError} when it was not taken; publish it again, subscribers drop what they know */
  publishBatch(event: BatchEvent): Promise<void>;
}

const rfc3339 = (ms: number) => new Date(ms).toISOString();

/** What its owner sees of a batch, with these counts. */
export function batchViewOf(batch: BatchRecord, counts: BatchCounts): BatchView {
  const { batchId, name, tags, createdAt, submittedAt, cancelRequestedAt, completedAt } = batch;
  return {
    id: batchId,
    ...(name !== undefined && { name }),
    tags,
    status: completedAt !== undefined ? 'COMPLETED' : submittedAt === undefined ? 'SUBMITTING' : 'RUNNING',
    counts,
    createdAt: rfc3339(createdAt),
    ...(cancelRequestedAt !== undefined && { cancelRequestedAt: rfc3339(cancelRequestedAt) }),
    ...(completedAt !== undefined && { completedAt: rfc3339(completedAt) }),
  };
}

/** The event of a batch that has completed: the same, whoever publishes it, and whatever has become of it since. */
export function batchEventOf(
  batch: BatchRecord & { readonly completedAt: number; readonly completedCounts: BatchCounts },
  source: string,
): BatchEvent {
  return {
    specversion: '1.0',
    id: `${batch.batchId}.1`,
    source,
    type: BATCH_COMPLETED_EVENT,
    subject: batch.batchId,
    time: rfc3339(batch.completedAt),
    datacontenttype: 'application/json',
    owner: batch.owner,
    ...(batch.webhook && { webhook: true as const }),
    data: batchViewOf(batch, batch.completedCounts),
  };
}

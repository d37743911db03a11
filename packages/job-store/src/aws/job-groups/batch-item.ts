import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { LIMITS, BATCH_MEMBERS_PER_ITEM } from '@jobs/shared-contracts';
import type { BatchMember, BatchRecord } from '../../port/batches.ts';
import { toSeconds } from '../jobs/job-item.ts';

type Item = Record<string, AttributeValue>;

export const batchPartition = (batchId: string) => `batch#${batchId}`;
export const BATCH_KEY = 'batch';
/** Of one partition: there are few batches beside their members, and each is written here a few times. */
export const DUE_BATCHES = 'due#batches';

const padded = (index: number) => String(index).padStart(4, '0');
export const MEMBERS_PREFIX = 'members#';
export const membersKey = (index: number) => `${MEMBERS_PREFIX}${padded(Math.floor(index / BATCH_MEMBERS_PER_ITEM))}`;
export const refusalKey = (index: number) => `refused#${padded(index)}`;
export const indexOfRefusal = (key: string) => Number(key.slice('refused#'.length));

const RETENTION_SECONDS = LIMITS.jobRetentionDays * 24 * 60 * 60;
export const batchExpiresAt = ({ createdAt }: Pick<BatchRecord, 'createdAt'>) =>
  toSeconds(createdAt) + RETENTION_SECONDS;

export function toBatchItem(batch: BatchRecord): Item {
  const attributes = {
    ...batch,
    groupKey: batchPartition(batch.batchId),
    part: BATCH_KEY,
    ...(batch.dueAt !== undefined && { dueShard: DUE_BATCHES }),
    expiresAt: batchExpiresAt(batch),
  };
  return marshall(attributes, { removeUndefinedValues: true });
}

export function fromBatchItem(item: Item): BatchRecord {
  const { groupKey: _groupKey, part: _part, dueShard: _dueShard, expiresAt: _expiresAt, ...batch } = unmarshall(item);
  return batch as BatchRecord;
}

export const statusAttribute = (index: number) => `s${index}`;
export const versionAttribute = (index: number) => `v${index}`;

/** The members that an item holds, by index. */
export function membersOf(item: Item): [number, BatchMember][] {
  const attributes = unmarshall(item) as Record<string, unknown>;
  return Object.entries(attributes).flatMap(([name, status]): [number, BatchMember][] => {
    const index = /^s(\d+)$/.exec(name)?.[1];
    if (index === undefined) return [];
    const version = attributes[versionAttribute(Number(index))] as number;
    return [[Number(index), { status: status as BatchMember['status'], version }]];
  });
}

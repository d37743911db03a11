import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { LIMITS } from '@jobs/shared-contracts';
import type { DeliveryRecord } from '../../port/webhook-deliveries.ts';
import { dueShardOf } from '../jobs/index-keys.ts';
import { toSeconds } from '../jobs/job-item.ts';

interface DeliveryAttributes extends DeliveryRecord {
  /** While PENDING: when somebody should look whether a message stands for it. */
  readonly dueAt?: number;
  readonly dueShard?: string;
  /** Seconds since the epoch, as DynamoDB's time to live wants it. */
  readonly expiresAt: number;
}

const RETENTION_SECONDS = LIMITS.jobRetentionDays * 24 * 60 * 60;

/** A delivery with its place in the due index, if it has one. */
export function toDeliveryItem(delivery: DeliveryRecord, dueAt: number | undefined): Record<string, AttributeValue> {
  const attributes: DeliveryAttributes = {
    ...delivery,
    ...(dueAt !== undefined && { dueAt, dueShard: dueShardOf(delivery.jobId) }),
    expiresAt: toSeconds(delivery.createdAt) + RETENTION_SECONDS,
  };
  return marshall(attributes, { removeUndefinedValues: true });
}

export function fromDeliveryItem(item: Record<string, AttributeValue>): DeliveryRecord {
  const { dueAt: _dueAt, dueShard: _dueShard, expiresAt: _expiresAt, ...delivery } = unmarshall(item);
  return delivery as DeliveryRecord;
}

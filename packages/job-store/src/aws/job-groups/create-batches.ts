import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { DependencyError } from '../../errors.ts';
import type { Batches, BatchRecord } from '../../port/batches.ts';
import { callService } from '../call-service.ts';
import { isExpired } from '../jobs/job-item.ts';
import { BATCH_KEY, batchPartition, fromBatchItem, toBatchItem } from './batch-item.ts';
import { createBatchLists } from './batch-lists.ts';
import { createBatchMembers } from './batch-members.ts';

export interface BatchesSettings {
  readonly client: () => DynamoDBClient;
  readonly tableName: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Batches on DynamoDB. A change replaces the item, on the condition that nobody else has changed it since. */
export function createBatches(settings: BatchesSettings): Batches {
  const { client, tableName: TableName, now } = settings;
  const keyOf = (batchId: string) => ({
    TableName,
    Key: marshall({ groupKey: batchPartition(batchId), part: BATCH_KEY }),
  });

  const getBatch = (batchId: string) =>
    callService('DynamoDB', 'GetItem', async () => {
      const { Item } = await client().send(new GetItemCommand({ ...keyOf(batchId), ConsistentRead: true }));
      return Item && !isExpired(Item, now()) ? fromBatchItem(Item) : undefined;
    });

  /** @returns false, and nothing written, when the condition does not hold */
  const put = (batch: BatchRecord, condition: Partial<PutItemCommand['input']>) =>
    callService('DynamoDB', 'PutItem', async () => {
      try {
        await client().send(new PutItemCommand({ TableName, Item: toBatchItem(batch), ...condition }));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    });

  return {
    ...createBatchMembers(settings),
    ...createBatchLists(settings, getBatch),
    getBatch,
    createBatch: async (batch) => {
      if (await put(batch, { ConditionExpression: 'attribute_not_exists(groupKey)' }))
        return { outcome: 'created', batch };
      const found = await getBatch(batch.batchId);
      if (found) return { outcome: 'exists', batch: found };
      throw new DependencyError('DynamoDB', 'PutItem', true, new Error(`${batch.batchId} is there, yet is not`));
    },
    replaceBatch: async (before, changed) => {
      const after: BatchRecord = { ...changed, version: before.version + 1 };
      const written = await put(after, {
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: marshall({ ':version': before.version }),
      });
      return written ? after : undefined;
    },
    deleteBatch: (batchId) =>
      callService('DynamoDB', 'DeleteItem', async () => {
        await client().send(new DeleteItemCommand(keyOf(batchId)));
      }),
  };
}

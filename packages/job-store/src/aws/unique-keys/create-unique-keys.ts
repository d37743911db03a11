import { createHash } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { HoldOutcome, UniqueKeyRef, UniqueKeys } from '../../port/unique-keys.ts';
import { callService } from '../call-service.ts';
import { expiresAtOf } from '../jobs/job-item.ts';

interface UniqueKeysSettings {
  readonly client: () => DynamoDBClient;
  /** The table of jobs: no job has an id like those of keys, and no index has a part for them. */
  readonly tableName: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface KeyItem {
  readonly heldBy: string;
  readonly heldSince: number;
}

const itemId = ({ owner, type, key }: UniqueKeyRef) =>
  `unique_${createHash('sha256')
    .update(JSON.stringify([owner, type, key]))
    .digest('hex')}`;

/** Unique keys on DynamoDB, an item for each. It lives as long as its job at least. */
export function createUniqueKeys({ client, tableName: TableName, now }: UniqueKeysSettings): UniqueKeys {
  const read = async (id: string): Promise<KeyItem | undefined> => {
    const command = new GetItemCommand({ TableName, Key: marshall({ jobId: id }), ConsistentRead: true });
    const { Item } = await client().send(command);
    return Item && (unmarshall(Item) as unknown as KeyItem);
  };
  return {
    holdKey: (ref, { jobId, startsAt, insteadOf = jobId }) =>
      callService('DynamoDB', 'PutItem', async (): Promise<HoldOutcome> => {
        const id = itemId(ref);
        const item = { jobId: id, heldBy: jobId, heldSince: now(), expiresAt: expiresAtOf({ createdAt: startsAt }) };
        const command = new PutItemCommand({
          TableName,
          Item: marshall(item),
          ConditionExpression: 'attribute_not_exists(jobId) OR heldBy IN (:self, :other)',
          ExpressionAttributeValues: marshall({ ':self': jobId, ':other': insteadOf }),
        });
        try {
          await client().send(command);
          return { outcome: 'held' };
        } catch (error) {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
        }
        const holder = await read(id);
        // Gone in between: it was of a job that is long over.
        return { outcome: 'taken', jobId: holder?.heldBy ?? jobId, sinceMs: holder?.heldSince ?? 0 };
      }),
  };
}

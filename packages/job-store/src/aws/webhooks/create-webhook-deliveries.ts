import {
  ConditionalCheckFailedException,
  GetItemCommand,
  paginateQuery,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { DeliveryRecord, DeliveryRef, DueDelivery, WebhookDeliveries } from '../../port/webhook-deliveries.ts';
import { callService } from '../call-service.ts';
import { dueShard } from '../jobs/index-keys.ts';
import { fromDeliveryItem, toDeliveryItem } from './delivery-item.ts';
import { created, ended, mayBeTaken, replayed, taken } from './delivery-changes.ts';

export interface WebhookDeliveriesSettings {
  readonly client: () => DynamoDBClient;
  readonly tableName: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Deliveries on DynamoDB. A change replaces the item, on the condition that nobody else has changed it since. */
export function createWebhookDeliveries({ client, tableName, now }: WebhookDeliveriesSettings): WebhookDeliveries {
  const read = ({ jobId, webhookId }: DeliveryRef) =>
    callService('DynamoDB', 'GetItem', async () => {
      const command = new GetItemCommand({
        TableName: tableName,
        Key: marshall({ jobId, webhookId }),
        ConsistentRead: true,
      });
      const { Item } = await client().send(command);
      return Item && fromDeliveryItem(Item);
    });

  /** @returns the delivery as it is now, or undefined, and nothing changed, if it is not what `before` was any more */
  const write = (delivery: DeliveryRecord, dueAt: number | undefined, before: DeliveryRecord | undefined) =>
    callService('DynamoDB', 'PutItem', async () => {
      try {
        await client().send(
          new PutItemCommand({
            TableName: tableName,
            Item: toDeliveryItem(delivery, dueAt),
            ...(before ? isStill(before) : { ConditionExpression: 'attribute_not_exists(jobId)' }),
          }),
        );
        return delivery;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    });

  return {
    async createDelivery(delivery) {
      const { record, dueAt } = created(delivery, now());
      await write(record, dueAt, undefined);
    },
    async takeAttempt(ref, leaseDurationMs) {
      const before = await read(ref);
      if (!before || !mayBeTaken(before, now())) return undefined;
      const { record, dueAt } = taken(before, now(), leaseDurationMs);
      return write(record, dueAt, before);
    },
    async endAttempt(before, end, attempt) {
      const { record, dueAt } = ended(before, now(), end, attempt);
      return write(record, dueAt, before);
    },
    async replay(ref) {
      const before = await read(ref);
      if (!before || (before.leaseExpiresAt ?? 0) > now()) return before;
      const { record, dueAt } = replayed(before, now());
      // Whoever changed it meanwhile has just taken a try of it, or replays it as well.
      return (await write(record, dueAt, before)) ?? read(ref);
    },
    listDeliveries: (jobId) => listDeliveries(client(), tableName, jobId),
    listDue: (query) => listDue(client(), tableName, { ...query, now: now() }),
    postponeDue: (due, delayMs) => postponeDue(client(), tableName, due, now() + delayMs),
  };
}

/** Each try and each end changes `tries`, the state or the lease. */
function isStill({ state, tries, leaseExpiresAt, replayedAt }: DeliveryRecord) {
  const held = leaseExpiresAt === undefined ? 'attribute_not_exists(#lease)' : '#lease = :lease';
  const asked = replayedAt === undefined ? 'attribute_not_exists(#replayed)' : '#replayed = :replayed';
  return {
    ConditionExpression: `#state = :state AND #tries = :tries AND ${held} AND ${asked}`,
    ExpressionAttributeNames: {
      '#state': 'state',
      '#tries': 'tries',
      '#lease': 'leaseExpiresAt',
      '#replayed': 'replayedAt',
    },
    ExpressionAttributeValues: marshall(
      { ':state': state, ':tries': tries, ':lease': leaseExpiresAt, ':replayed': replayedAt },
      { removeUndefinedValues: true },
    ),
  };
}

const versionOf = ({ webhookId }: DeliveryRecord) => Number(webhookId.split('_').at(-1));

function listDeliveries(client: DynamoDBClient, TableName: string, jobId: string) {
  return callService('DynamoDB', 'Query', async () => {
    const deliveries: DeliveryRecord[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName,
        KeyConditionExpression: 'jobId = :jobId',
        ExpressionAttributeValues: marshall({ ':jobId': jobId }),
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) deliveries.push(...Items.map(fromDeliveryItem));
    return deliveries.toSorted((a, b) => versionOf(a) - versionOf(b));
  });
}

function listDue(
  client: DynamoDBClient,
  TableName: string,
  { shard, limit, now }: { readonly shard: number; readonly limit: number; readonly now: number },
) {
  return callService('DynamoDB', 'Query', async () => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'due',
        KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
        ExpressionAttributeValues: marshall({ ':shard': dueShard(shard), ':now': now }),
        Limit: limit,
      }),
    );
    return Items.map((item) => {
      const { jobId, webhookId, dueAt } = unmarshall(item) as DueDelivery;
      return { jobId, webhookId, dueAt };
    });
  });
}

function postponeDue(client: DynamoDBClient, TableName: string, due: DueDelivery, dueAt: number) {
  const { jobId, webhookId } = due;
  return callService('DynamoDB', 'UpdateItem', async () => {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: marshall({ jobId, webhookId }),
          UpdateExpression: 'SET dueAt = :dueAt',
          ConditionExpression: 'dueAt = :before',
          ExpressionAttributeValues: marshall({ ':dueAt': dueAt, ':before': due.dueAt }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  });
}

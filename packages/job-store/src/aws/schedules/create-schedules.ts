import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  paginateQuery,
  PutItemCommand,
  QueryCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { ScheduleRecord, Schedules } from '../../port/schedules.ts';
import { callService } from '../call-service.ts';
import { dueShard } from '../jobs/index-keys.ts';
import { decodeCursor, encodeCursor } from '../query-cursor.ts';
import { fromScheduleItem, toScheduleItem } from './schedule-item.ts';

export interface SchedulesSettings {
  readonly client: () => DynamoDBClient;
  readonly tableName: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Schedules on DynamoDB. A change replaces the item, on the condition that nobody else has changed it since. */
export function createSchedules({ client, tableName, now }: SchedulesSettings): Schedules {
  const keyOf = (scheduleId: string) => ({ TableName: tableName, Key: marshall({ scheduleId }) });

  const getSchedule = (scheduleId: string) =>
    callService('DynamoDB', 'GetItem', async () => {
      const { Item } = await client().send(new GetItemCommand({ ...keyOf(scheduleId), ConsistentRead: true }));
      return Item && fromScheduleItem(Item);
    });

  return {
    getSchedule,
    createSchedule: (schedule) =>
      callService('DynamoDB', 'PutItem', async () => {
        await client().send(new PutItemCommand({ TableName: tableName, Item: toScheduleItem(schedule) }));
      }),
    replaceSchedule: (before, changed) =>
      callService('DynamoDB', 'PutItem', async () => {
        const after: ScheduleRecord = { ...changed, version: before.version + 1 };
        try {
          await client().send(
            new PutItemCommand({
              TableName: tableName,
              Item: toScheduleItem(after),
              ConditionExpression: '#version = :version',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: marshall({ ':version': before.version }),
            }),
          );
          return after;
        } catch (error) {
          if (error instanceof ConditionalCheckFailedException) return undefined;
          throw error;
        }
      }),
    deleteSchedule: (scheduleId) =>
      callService('DynamoDB', 'DeleteItem', async () => {
        await client().send(new DeleteItemCommand(keyOf(scheduleId)));
      }),
    listSchedules: async (owner) => {
      const ids = await listIds(client(), tableName, owner);
      const schedules = await Promise.all(ids.map(getSchedule));
      return schedules.filter((schedule) => schedule !== undefined);
    },
    countSchedules: async (owner) => (await listIds(client(), tableName, owner)).length,
    listDueSchedules: (query) => listDue(client(), tableName, { ...query, now: now() }),
  };
}

function listIds(client: DynamoDBClient, TableName: string, owner: string): Promise<string[]> {
  return callService('DynamoDB', 'Query', async () => {
    const ids: string[] = [];
    const pages = paginateQuery(
      { client },
      {
        TableName,
        IndexName: 'owner',
        KeyConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: marshall({ ':owner': owner }),
        ScanIndexForward: false,
      },
    );
    for await (const { Items = [] } of pages) {
      ids.push(...Items.map((item) => (unmarshall(item) as { scheduleId: string }).scheduleId));
    }
    return ids;
  });
}

function listDue(
  client: DynamoDBClient,
  TableName: string,
  { shard, limit, cursor, now }: { readonly shard: number; limit: number; cursor?: string; now: number },
) {
  return callService('DynamoDB', 'Query', async () => {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'due',
        KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
        ExpressionAttributeValues: marshall({ ':shard': dueShard(shard), ':now': now }),
        Limit: limit,
        ...(cursor !== undefined && { ExclusiveStartKey: marshall(decodeCursor(cursor)) }),
      }),
    );
    return {
      scheduleIds: Items.map((item) => (unmarshall(item) as { scheduleId: string }).scheduleId),
      ...(LastEvaluatedKey && { cursor: encodeCursor(unmarshall(LastEvaluatedKey)) }),
    };
  });
}

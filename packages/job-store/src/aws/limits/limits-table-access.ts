import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  paginateQuery,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { callService } from '../call-service.ts';
import { decodeCursor, encodeCursor } from '../query-cursor.ts';
import type { LimitsSettings } from './create-limits.ts';

/** `#name` stands for the attribute that `names` tells, or else for the attribute `name`. */
interface Write {
  readonly limitKey: string;
  readonly part: string;
  readonly condition?: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** One conditional write or one read: all that limits are made of. */
export interface LimitsTableAccess {
  readonly now: () => number;
  /** @returns the attributes after it; undefined when the condition did not hold */
  update(write: Write & { readonly change: string }): Promise<Readonly<Record<string, unknown>> | undefined>;
  delete(write: Write): Promise<void>;
  read(limitKey: string, part: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** All parts of a limit that begin so. */
  list(limitKey: string, prefix: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  listDue(shard: string, limit: number, cursor?: string): Promise<{ readonly limitKeys: string[]; cursor?: string }>;
}

function expressionParts({ limitKey, part, condition, names = {}, values }: Write, change = '') {
  const used = [...`${change} ${condition ?? ''}`.matchAll(/#(\w+)/g)].map(([placeholder, name = '']) => [
    placeholder,
    names[name] ?? name,
  ]);
  return {
    Key: marshall({ limitKey, part }),
    ...(condition !== undefined && { ConditionExpression: condition }),
    ...(used.length > 0 && { ExpressionAttributeNames: Object.fromEntries(used) as Record<string, string> }),
    ...(values && { ExpressionAttributeValues: marshall(values) }),
  };
}

export function createLimitsTableAccess({ client, tableName, now }: LimitsSettings): LimitsTableAccess {
  const TableName = tableName;
  return {
    now,
    update: (write) =>
      callService('DynamoDB', 'UpdateItem', async () => {
        try {
          const { Attributes = {} } = await client().send(
            new UpdateItemCommand({
              TableName,
              ...expressionParts(write, write.change),
              UpdateExpression: write.change,
              ReturnValues: 'ALL_NEW',
            }),
          );
          return unmarshall(Attributes);
        } catch (error) {
          if (error instanceof ConditionalCheckFailedException) return undefined;
          throw error;
        }
      }),
    delete: (write) =>
      callService('DynamoDB', 'DeleteItem', async () => {
        try {
          await client().send(new DeleteItemCommand({ TableName, ...expressionParts(write) }));
        } catch (error) {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
        }
      }),
    read: (limitKey, part) =>
      callService('DynamoDB', 'GetItem', async () => {
        const Key = marshall({ limitKey, part });
        const { Item } = await client().send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
        return Item && unmarshall(Item);
      }),
    list: (limitKey, prefix) =>
      callService('DynamoDB', 'Query', async () => {
        const items = [];
        const query = {
          TableName,
          KeyConditionExpression: 'limitKey = :limitKey AND begins_with(part, :prefix)',
          ExpressionAttributeValues: marshall({ ':limitKey': limitKey, ':prefix': prefix }),
          ConsistentRead: true,
        };
        for await (const { Items = [] } of paginateQuery({ client: client() }, query)) items.push(...Items);
        return items.map((item) => unmarshall(item));
      }),
    listDue: (shard, limit, cursor) =>
      callService('DynamoDB', 'Query', async () => {
        const { Items = [], LastEvaluatedKey } = await client().send(
          new QueryCommand({
            TableName,
            IndexName: 'due',
            KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
            ExpressionAttributeValues: marshall({ ':shard': shard, ':now': now() }),
            Limit: limit,
            ...(cursor !== undefined && { ExclusiveStartKey: marshall(decodeCursor(cursor)) }),
          }),
        );
        return {
          limitKeys: Items.map((item) => (unmarshall(item) as { limitKey: string }).limitKey),
          ...(LastEvaluatedKey && { cursor: encodeCursor(unmarshall(LastEvaluatedKey)) }),
        };
      }),
  };
}

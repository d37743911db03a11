import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  paginateQuery,
  PutItemCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { callService } from '../call-service.ts';

export interface ConnectionsSettings {
  readonly client: () => DynamoDBClient;
  readonly tableName: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

interface Conditional {
  readonly condition: string;
  /** What the `:names` of condition and update stand for. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Single reads and writes of the table of connections. A `#name` stands for the attribute `name`. */
export interface ConnectionsTableAccess {
  get(key: ItemKey): Promise<object | undefined>;
  put(key: ItemKey, attributes: object): Promise<void>;
  /** @returns the item after it, or undefined, and nothing changed, when the condition did not hold */
  update(key: ItemKey, update: string, conditional: Conditional): Promise<object | undefined>;
  /** @returns what was deleted, or undefined when there was nothing or the condition did not hold */
  delete(key: ItemKey, conditional?: Conditional): Promise<object | undefined>;
  /** All items of a partition. */
  query(pk: string): Promise<object[]>;
}

export function createConnectionsTableAccess({ client, tableName }: ConnectionsSettings): ConnectionsTableAccess {
  const TableName = tableName;
  return {
    get: (key) =>
      callService('DynamoDB', 'GetItem', async () => {
        const command = new GetItemCommand({ TableName, Key: marshall(key), ConsistentRead: true });
        const { Item } = await client().send(command);
        return Item && unmarshall(Item);
      }),
    put: (key, attributes) =>
      callService('DynamoDB', 'PutItem', async () => {
        await client().send(new PutItemCommand({ TableName, Item: marshall({ ...key, ...attributes }) }));
      }),
    update: (key, UpdateExpression, { condition, values }) =>
      callService('DynamoDB', 'UpdateItem', () =>
        unlessRefused(async () => {
          const { Attributes } = await client().send(
            new UpdateItemCommand({
              TableName,
              Key: marshall(key),
              UpdateExpression,
              ...conditionOf(condition, values, UpdateExpression),
              ReturnValues: 'ALL_NEW',
            }),
          );
          return Attributes && unmarshall(Attributes);
        }),
      ),
    delete: (key, conditional) =>
      callService('DynamoDB', 'DeleteItem', () =>
        unlessRefused(async () => {
          const { Attributes } = await client().send(
            new DeleteItemCommand({
              TableName,
              Key: marshall(key),
              ...(conditional && conditionOf(conditional.condition, conditional.values)),
              ReturnValues: 'ALL_OLD',
            }),
          );
          return Attributes && unmarshall(Attributes);
        }),
      ),
    query: (pk) =>
      callService('DynamoDB', 'Query', async () => {
        const items: object[] = [];
        const pages = paginateQuery(
          { client: client() },
          {
            TableName,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: marshall({ ':pk': pk }),
            ConsistentRead: true,
          },
        );
        for await (const { Items = [] } of pages) items.push(...Items.map((item) => unmarshall(item)));
        return items;
      }),
  };
}

function conditionOf(ConditionExpression: string, values: Conditional['values'], update = '') {
  const names = [...`${update} ${ConditionExpression}`.matchAll(/#(\w+)/g)];
  return {
    ConditionExpression,
    ...(names.length > 0 && {
      ExpressionAttributeNames: Object.fromEntries(names.map(([placeholder, name = '']) => [placeholder, name])),
    }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: marshall(values) }),
  };
}

async function unlessRefused<T>(write: () => Promise<T>): Promise<T | undefined> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

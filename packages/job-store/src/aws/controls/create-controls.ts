import { DeleteItemCommand, GetItemCommand, UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Controls, PausedState } from '../../port/controls.ts';
import { callService } from '../call-service.ts';

export interface ControlsSettings {
  readonly client: () => DynamoDBClient;
  readonly tableName: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

type Item = NonNullable<Parameters<typeof unmarshall>[0]>;

/** Controls on DynamoDB: an item for each job type that is paused. */
export function createControls({ client, tableName, now }: ControlsSettings): Controls {
  const keyOf = (jobType: string) => ({ TableName: tableName, Key: marshall({ jobType }) });
  return {
    pause: (jobType, { by, reason }) =>
      callService('DynamoDB', 'UpdateItem', async () => {
        // Who pauses a type that is paused leaves the reason of the first as it is, also where it gave none.
        const fields = { pausedAt: now(), pausedBy: by, reason: reason ?? '' };
        const names = Object.keys(fields) as (keyof typeof fields)[];
        const { Attributes = {} } = await client().send(
          new UpdateItemCommand({
            ...keyOf(jobType),
            UpdateExpression: `SET ${names.map((name) => `#${name} = if_not_exists(#${name}, :${name})`).join(', ')}`,
            ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
            ExpressionAttributeValues: marshall(Object.fromEntries(names.map((name) => [`:${name}`, fields[name]]))),
            ReturnValues: 'ALL_NEW',
          }),
        );
        return pausedOf(Attributes);
      }),
    resume: (jobType) =>
      callService('DynamoDB', 'DeleteItem', async () => {
        const { Attributes } = await client().send(
          new DeleteItemCommand({ ...keyOf(jobType), ReturnValues: 'ALL_OLD' }),
        );
        return Attributes && pausedOf(Attributes);
      }),
    getPause: (jobType) =>
      callService('DynamoDB', 'GetItem', async () => {
        const { Item } = await client().send(new GetItemCommand(keyOf(jobType)));
        return Item && pausedOf(Item);
      }),
  };
}

function pausedOf(item: Item): PausedState {
  const { pausedAt, pausedBy, reason } = unmarshall(item) as {
    readonly pausedAt: number;
    readonly pausedBy: string;
    readonly reason: string;
  };
  return { since: pausedAt, by: pausedBy, ...(reason !== '' && { reason }) };
}

import { GetItemCommand, UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Controls, PausedState } from '../../port/controls.ts';
import { callService } from '../call-service.ts';

export interface ControlsSettings {
  readonly client: () => DynamoDBClient;
  readonly tableName: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface StoredPause {
  readonly pausedAt: number;
  readonly pausedBy: string;
  /** Empty where none was given. */
  readonly reason: string;
}

type Item = NonNullable<Parameters<typeof unmarshall>[0]>;

/** Controls on DynamoDB: attributes of a job type's item, while it is paused. */
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
        return toPaused(unmarshall(Attributes) as StoredPause);
      }),
    resume: (jobType) =>
      callService('DynamoDB', 'UpdateItem', async () => {
        // The item stays: whether the job type has work is in it too.
        const { Attributes } = await client().send(
          new UpdateItemCommand({
            ...keyOf(jobType),
            UpdateExpression: 'REMOVE pausedAt, pausedBy, reason',
            ReturnValues: 'ALL_OLD',
          }),
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

const toPaused = ({ pausedAt, pausedBy, reason }: StoredPause): PausedState => ({
  since: pausedAt,
  by: pausedBy,
  ...(reason !== '' && { reason }),
});

/** Of an item that may hold something else alone. */
function pausedOf(item: Item): PausedState | undefined {
  const stored = unmarshall(item) as StoredPause | Readonly<Partial<Record<keyof StoredPause, undefined>>>;
  return stored.pausedAt === undefined ? undefined : toPaused(stored);
}

import { ConditionalCheckFailedException, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { WakeStates } from '../../port/wake-states.ts';
import { callService } from '../call-service.ts';
import type { ControlsSettings } from './create-controls.ts';

export interface WakeStatesSettings extends ControlsSettings {
  /** Within it, one of all who have work to tell of writes. */
  readonly intervalMs: number;
}

interface WakeItem {
  readonly workAt?: number;
  readonly pausedAt?: number;
}

const read = (item: Parameters<typeof unmarshall>[0] | undefined) => (item ? unmarshall(item) : {}) as WakeItem;

/** In the item of the controls, so that one condition sees to it that a paused job type is not woken. */
export function createWakeStates({ client, tableName, intervalMs, now }: WakeStatesSettings): WakeStates {
  const keyOf = (jobType: string) => ({ TableName: tableName, Key: marshall({ jobType }) });

  return {
    noteWork: (jobType) =>
      callService('DynamoDB', 'UpdateItem', async () => {
        const command = new UpdateItemCommand({
          ...keyOf(jobType),
          UpdateExpression: 'SET workAt = :now',
          ConditionExpression:
            'attribute_not_exists(pausedAt) AND (attribute_not_exists(workAt) OR workAt <= :intervalAgo)',
          ExpressionAttributeValues: marshall({ ':now': now(), ':intervalAgo': now() - intervalMs }),
          ReturnValues: 'UPDATED_OLD',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        try {
          const { Attributes } = await client().send(command);
          return { outcome: read(Attributes).workAt === undefined ? 'asleep' : 'awake' };
        } catch (error) {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
          const { pausedAt, workAt } = read(error.Item);
          return { outcome: 'unchanged', workAt: pausedAt === undefined ? workAt : undefined };
        }
      }),
    getWakeState: (jobType) =>
      callService('DynamoDB', 'GetItem', async () => {
        const { Item } = await client().send(new GetItemCommand({ ...keyOf(jobType), ConsistentRead: true }));
        const { workAt, pausedAt } = read(Item);
        return { workAt, isPaused: pausedAt !== undefined };
      }),
    forgetWork: (jobType, workAt) =>
      callService('DynamoDB', 'UpdateItem', async () => {
        try {
          await client().send(
            new UpdateItemCommand({
              ...keyOf(jobType),
              UpdateExpression: 'REMOVE workAt',
              ConditionExpression: 'workAt = :workAt',
              ExpressionAttributeValues: marshall({ ':workAt': workAt }),
            }),
          );
          return true;
        } catch (error) {
          if (error instanceof ConditionalCheckFailedException) return false;
          throw error;
        }
      }),
  };
}

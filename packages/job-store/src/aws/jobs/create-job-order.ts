import {
  ConditionalCheckFailedException,
  GetItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { JobOrder } from '../../port/job-order.ts';
import { callService } from '../call-service.ts';
import { expiresAtOf } from './job-item.ts';
import type { JobsTableSettings } from './jobs-table-access.ts';
import { placeText, placeTextStart, readPlace } from './place-text.ts';

/** In the table of jobs: no job has such an id, and no index has a part for it. */
const keyOf = (group: string) => marshall({ jobId: `order_${group}` });

/** An item for each group, with the list of its places. It lives as long as the last of its jobs at least. */
export function createJobOrder({ client, tableName: TableName, now }: JobsTableSettings): JobOrder {
  const update = (group: string, change: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>) =>
    callService('DynamoDB', 'UpdateItem', async () => {
      try {
        await client().send(new UpdateItemCommand({ TableName, Key: keyOf(group), ...change }));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    });

  return {
    takePlace: (group, place, atMost) =>
      update(group, {
        UpdateExpression: 'SET places = list_append(if_not_exists(places, :none), :place), expiresAt = :expiresAt',
        ...(atMost !== undefined && {
          ConditionExpression: 'attribute_not_exists(places) OR size(places) < :atMost',
        }),
        ExpressionAttributeValues: marshall({
          ':none': [],
          ':place': [placeText({ ...place, takenAt: now() })],
          ':expiresAt': expiresAtOf({ createdAt: now() }),
          ...(atMost !== undefined && { ':atMost': atMost }),
        }),
      }),
    listPlaces: (group) =>
      callService('DynamoDB', 'GetItem', async () => {
        const { Item } = await client().send(
          new GetItemCommand({ TableName, Key: keyOf(group), ConsistentRead: true }),
        );
        const { places = [] } = (Item ? unmarshall(Item) : {}) as { readonly places?: readonly string[] };
        return places.map(readPlace);
      }),
    leavePlace: async (group, place) => {
      await update(group, {
        UpdateExpression: 'REMOVE places[0]',
        ConditionExpression: 'begins_with(places[0], :place)',
        ExpressionAttributeValues: marshall({ ':place': placeTextStart(place) }),
      });
    },
  };
}

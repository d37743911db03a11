import { PutItemCommand, QueryCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { LIMITS } from '@jobs/shared-contracts';
import type { Followers } from '../../port/followers.ts';
import { callService } from '../call-service.ts';
import { toSeconds } from '../jobs/job-item.ts';
import { decodeCursor, encodeCursor } from '../query-cursor.ts';

interface JobGroupsSettings {
  readonly client: () => DynamoDBClient;
  readonly tableName: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const partitionOf = (awaitedId: string) => `followers#${awaitedId}`;

/** No job waits for longer; a day for what is late. */
const KEPT_SECONDS = LIMITS.awaitSeconds + 24 * 60 * 60;

/** Followers on DynamoDB: an item for each link, so that a job may have any number of them. */
export function createFollowers({ client, tableName: TableName, now }: JobGroupsSettings): Followers {
  const link = (awaitedId: string, jobId: string) =>
    callService('DynamoDB', 'PutItem', async () => {
      const item = { groupKey: partitionOf(awaitedId), part: jobId, expiresAt: toSeconds(now()) + KEPT_SECONDS };
      await client().send(new PutItemCommand({ TableName, Item: marshall(item) }));
    });
  return {
    addFollower: async (jobId, waitsFor) => {
      await Promise.all(waitsFor.map((awaitedId) => link(awaitedId, jobId)));
    },
    listFollowers: (awaitedId, { limit, cursor }) =>
      callService('DynamoDB', 'Query', async () => {
        const { Items = [], LastEvaluatedKey } = await client().send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'groupKey = :groupKey',
            ExpressionAttributeValues: marshall({ ':groupKey': partitionOf(awaitedId) }),
            ConsistentRead: true,
            Limit: limit,
            ...(cursor !== undefined && { ExclusiveStartKey: marshall(decodeCursor(cursor)) }),
          }),
        );
        return {
          jobIds: Items.map((item) => (unmarshall(item) as { readonly part: string }).part),
          ...(LastEvaluatedKey && { cursor: encodeCursor(unmarshall(LastEvaluatedKey)) }),
        };
      }),
  };
}

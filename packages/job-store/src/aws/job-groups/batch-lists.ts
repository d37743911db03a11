import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Batches, BatchPosition } from '../../port/batches.ts';
import { callService } from '../call-service.ts';
import { BATCH_KEY, batchPartition, DUE_BATCHES } from './batch-item.ts';
import type { BatchesSettings } from './create-batches.ts';

interface IndexKeys {
  readonly groupKey: string;
  readonly createdAt: number;
}

const idOf = ({ groupKey }: Pick<IndexKeys, 'groupKey'>) => groupKey.slice(batchPartition('').length);
const placeOf = (keys: IndexKeys): BatchPosition => ({ batchId: idOf(keys), createdAt: keys.createdAt });
const keyOf = (owner: string, { batchId, createdAt }: BatchPosition) => ({
  groupKey: batchPartition(batchId),
  part: BATCH_KEY,
  owner,
  createdAt,
});

export function createBatchLists(
  { client, tableName: TableName, now }: BatchesSettings,
  getBatch: Batches['getBatch'],
): Pick<Batches, 'listBatches' | 'listDueBatches'> {
  return {
    listBatches: async ({ owner, limit, after }) => {
      const page = await callService('DynamoDB', 'Query', async () => {
        const { Items = [], LastEvaluatedKey } = await client().send(
          new QueryCommand({
            TableName,
            IndexName: 'owner',
            KeyConditionExpression: '#owner = :owner',
            ExpressionAttributeNames: { '#owner': 'owner' },
            ExpressionAttributeValues: marshall({ ':owner': owner }),
            ScanIndexForward: false,
            Limit: limit,
            ...(after && { ExclusiveStartKey: marshall(keyOf(owner, after)) }),
          }),
        );
        const places = Items.map((item) => placeOf(unmarshall(item) as IndexKeys));
        return { places, goesOn: LastEvaluatedKey !== undefined };
      });
      const batches = await Promise.all(page.places.map(({ batchId }) => getBatch(batchId)));
      const last = page.places.at(-1);
      return {
        batches: batches.filter((batch) => batch !== undefined),
        ...(last && page.goesOn && { next: last }),
      };
    },
    listDueBatches: (limit) =>
      callService('DynamoDB', 'Query', async () => {
        const { Items = [] } = await client().send(
          new QueryCommand({
            TableName,
            IndexName: 'due',
            KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
            ExpressionAttributeValues: marshall({ ':shard': DUE_BATCHES, ':now': now() }),
            Limit: limit,
          }),
        );
        return Items.map((item) => idOf(unmarshall(item) as IndexKeys));
      }),
  };
}

import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { isTerminal, JOB_STATUSES } from '@jobs/shared-contracts';
import type { DuePage } from '../../port/job-table.ts';
import { callService } from '../call-service.ts';
import { decodeCursor, encodeCursor } from '../query-cursor.ts';
import { allOf, hasStatus, isAtVersion, isDueSometime } from './conditions.ts';
import { dueShard } from './index-keys.ts';
import type { JobsTableAccess, JobsTableSettings } from './jobs-table-access.ts';

export function listDue(
  { client, tableName, now }: JobsTableSettings,
  query: { readonly shard: number; readonly limit: number; readonly cursor?: string },
): Promise<DuePage> {
  return callService('DynamoDB', 'Query', async () => {
    const input: QueryCommandInput = {
      TableName: tableName,
      IndexName: 'due',
      KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
      ExpressionAttributeValues: marshall({ ':shard': dueShard(query.shard), ':now': now() }),
      Limit: query.limit,
      ...(query.cursor !== undefined && { ExclusiveStartKey: marshall(decodeCursor(query.cursor)) }),
    };
    const { Items = [], LastEvaluatedKey } = await client().send(new QueryCommand(input));
    return {
      jobIds: Items.map((item) => (unmarshall(item) as { jobId: string }).jobId),
      ...(LastEvaluatedKey && { cursor: encodeCursor(unmarshall(LastEvaluatedKey)) }),
    };
  });
}

export async function postponeDue(table: JobsTableAccess, jobId: string, version: number, delayMs: number) {
  const change = { set: { dueAt: table.now() + delayMs } };
  const write = await table.update(jobId, change, allOf(isAtVersion(version), isDueSometime));
  return write.written;
}

export async function settle(table: JobsTableAccess, jobId: string, version: number) {
  const ended = hasStatus(JOB_STATUSES.filter(isTerminal));
  const write = await table.update(jobId, { set: {}, remove: ['dueAt'] }, allOf(isAtVersion(version), ended));
  return write.written;
}

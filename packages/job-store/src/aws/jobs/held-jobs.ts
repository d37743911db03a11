import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { callService } from '../call-service.ts';
import type { JobsTableSettings } from './jobs-table-access.ts';

export function listHeld({ client, tableName }: JobsTableSettings, line: string, limit: number): Promise<string[]> {
  return callService('DynamoDB', 'Query', async () => {
    const { Items = [] } = await client().send(
      new QueryCommand({
        TableName: tableName,
        IndexName: 'held',
        KeyConditionExpression: 'heldLine = :line',
        ExpressionAttributeValues: marshall({ ':line': line }),
        Limit: limit,
      }),
    );
    return Items.map((item) => (unmarshall(item) as { jobId: string }).jobId);
  });
}

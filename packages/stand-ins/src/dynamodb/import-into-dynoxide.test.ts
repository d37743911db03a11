import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { JOBS_TABLE } from '@jobs/shared-contracts';
import { startStandIns } from '../start-stand-ins.ts';
import { importIntoDynoxide } from './import-into-dynoxide.ts';
import { isDynoxideAvailable } from './start-dynoxide.ts';

const testWhereItRuns = isDynoxideAvailable ? test : test.skip;

testWhereItRuns('the stand-ins find what was imported, also by its indexes', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'import-'));
  const items = Array.from({ length: 1200 }, (_, index) => ({
    jobId: { S: `job_${index}` },
    dueShard: { S: `due#${index % 2}` },
    dueAt: { N: String(index) },
  }));
  await importIntoDynoxide({ dataDirectory, tableName: 'imported-jobs', table: JOBS_TABLE, items });
  expect(await readdir(dataDirectory)).toEqual(['tables']);
  const { environment, stop } = await startStandIns({ dynamodb: 'dynoxide', dataDirectory, prefix: 'imported' });
  const client = new DynamoDBClient({
    region: environment.AWS_REGION,
    endpoint: environment.AWS_ENDPOINT_URL_DYNAMODB,
    credentials: { accessKeyId: environment.AWS_ACCESS_KEY_ID, secretAccessKey: environment.AWS_SECRET_ACCESS_KEY },
  });
  const { Count } = await client.send(
    new QueryCommand({
      TableName: environment.JOBS_TABLE_NAME,
      IndexName: 'due',
      KeyConditionExpression: 'dueShard = :shard',
      ExpressionAttributeValues: { ':shard': { S: 'due#1' } },
    }),
  );
  expect(Count).toBe(600);
  client.destroy();
  await stop();
  await rm(dataDirectory, { recursive: true });
});

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { JOBS_TABLE } from '@jobs/shared-contracts';
import type { StandInStartError } from '../errors.ts';
import { startStandIns } from '../start-stand-ins.ts';
import { importIntoDynoxide } from './import-into-dynoxide.ts';
import { isDynoxideAvailable } from './start-dynoxide.ts';

let dataDirectory: string;
beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'import-'));
});
afterEach(() => rm(dataDirectory, { recursive: true }));

/** How many of 1,200 items an index has in one of its two partitions, and what is left in the folder. */
async function importAndCount() {
  const items = Array.from({ length: 1200 }, (_, index) => ({
    jobId: { S: `job_${index}` },
    dueShard: { S: `due#${index % 2}` },
    dueAt: { N: String(index) },
  }));
  await importIntoDynoxide({ dataDirectory, tableName: 'imported-jobs', table: JOBS_TABLE, items });
  const left = await readdir(dataDirectory);
  const { environment, stop } = await startStandIns({ dynamodb: 'dynoxide', dataDirectory, prefix: 'imported' });
  const client = new DynamoDBClient({
    region: environment.AWS_REGION,
    endpoint: environment.AWS_ENDPOINT_URL_DYNAMODB,
    credentials: { accessKeyId: environment.AWS_ACCESS_KEY_ID, secretAccessKey: environment.AWS_SECRET_ACCESS_KEY },
  });
  const query = new QueryCommand({
    TableName: environment.JOBS_TABLE_NAME,
    IndexName: 'due',
    KeyConditionExpression: 'dueShard = :shard',
    ExpressionAttributeValues: { ':shard': { S: 'due#1' } },
  });
  const { Count } = await client.send(query);
  client.destroy();
  await stop();
  return { left, Count };
}

test('the stand-ins find what was imported, also by its indexes, where dynoxide runs', async () => {
  const outcome = await importAndCount().catch((error: unknown) => (error as StandInStartError).name);
  expect(outcome).toEqual(isDynoxideAvailable ? { left: ['tables'], Count: 600 } : 'StandInStartError');
});

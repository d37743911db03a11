import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { infrastructureSettings, JOB_TYPES, JOBS_TABLE } from '@jobs/shared-contracts';
import { clientSettings } from './client-settings.ts';
import { isDynoxideAvailable } from './dynamodb/start-dynoxide.ts';
import { startStandIns, type StandIns, type StandInsOptions } from './start-stand-ins.ts';

const databases = isDynoxideAvailable ? (['dynalite', 'dynoxide'] as const) : (['dynalite'] as const);

const running: StandIns[] = [];
async function start(options?: StandInsOptions) {
  const standIns = await startStandIns(options);
  running.push(standIns);
  const { environment } = standIns;
  return {
    ...standIns,
    dynamodb: new DynamoDBClient(clientSettings(environment.AWS_ENDPOINT_URL_DYNAMODB)),
    sqs: new SQSClient(clientSettings(environment.AWS_ENDPOINT_URL_SQS)),
    s3: new S3Client(clientSettings(environment.AWS_ENDPOINT_URL_S3)),
  };
}

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'stand-ins-'));
});
afterEach(async () => {
  for (const standIns of running.splice(0)) await standIns.stop();
  await rm(directory, { recursive: true, force: true });
});

describe.each(databases)('the stand-ins with %s', (dynamodb) => {
  test('have the jobs table with its indexes', async () => {
    const standIns = await start({ dynamodb, prefix: 'other' });
    const { Table } = await standIns.dynamodb.send(
      new DescribeTableCommand({ TableName: standIns.environment.JOBS_TABLE_NAME }),
    );
    expect(Table).toMatchObject({ TableName: 'other-jobs', TableStatus: 'ACTIVE' });
    const indexes = Table?.GlobalSecondaryIndexes ?? [];
    expect(new Set(indexes.map(({ IndexName }) => IndexName))).toEqual(
      new Set(JOBS_TABLE.indexes.map(({ name }) => name)),
    );
    expect(new Set(indexes.map(({ Projection }) => Projection?.ProjectionType))).toEqual(new Set(['KEYS_ONLY']));
  });

  test('keep tables in their data directory', async () => {
    const first = await start({ dynamodb, dataDirectory: directory });
    const TableName = first.environment.API_KEYS_TABLE_NAME;
    const Item = { keyHash: { S: 'k' }, owner: { S: 'acme' } };
    await first.dynamodb.send(new PutItemCommand({ TableName, Item }));
    await first.stop();
    const second = await start({ dynamodb, dataDirectory: directory });
    const found = await second.dynamodb.send(new GetItemCommand({ TableName, Key: { keyHash: { S: 'k' } } }));
    expect(found.Item).toEqual(Item);
  });
});

test('every lane of every job type has a queue that leads to the dead-letter queue of its type', async () => {
  const { environment, sqs } = await start();
  for (const jobType of JOB_TYPES.map(infrastructureSettings)) {
    const deadLetterQueue = `arn:aws:sqs:${environment.AWS_REGION}:000000000000:jobs-local-${jobType.deadLetterQueue}`;
    for (const queue of jobType.queues) {
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: `${environment.QUEUE_URL_PREFIX}${queue.name}`,
          AttributeNames: ['RedrivePolicy', 'VisibilityTimeout'],
        }),
      );
      expect(Attributes?.['VisibilityTimeout']).toBe(String(jobType.leaseSeconds));
      expect(JSON.parse(Attributes?.['RedrivePolicy'] ?? '{}')).toEqual({
        deadLetterTargetArn: deadLetterQueue,
        maxReceiveCount: jobType.maxReceiveCount,
      });
    }
  }
});

test('objects are kept in the data directory until they are deleted', async () => {
  const first = await start({ dataDirectory: directory });
  const Bucket = first.environment.PAYLOAD_BUCKET_NAME;
  const put = (Key: string, Body: string) =>
    first.s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/csv', Metadata: { rows: '3' } }));
  await put('jobs/a/files/Zürich (1).csv', 'one');
  await put('jobs/a/files/Zürich (1).csv', 'two');
  await put('jobs/a/files/gone.csv', 'gone');
  await first.s3.send(new DeleteObjectCommand({ Bucket, Key: 'jobs/a/files/gone.csv' }));
  await first.stop();

  const second = await start({ dataDirectory: directory });
  const get = (Key: string) => second.s3.send(new GetObjectCommand({ Bucket, Key }));
  const kept = await get('jobs/a/files/Zürich (1).csv');
  expect(await kept.Body?.transformToString()).toBe('two');
  expect(kept).toMatchObject({ ContentType: 'text/csv', Metadata: { rows: '3' } });
  await expect(get('jobs/a/files/gone.csv')).rejects.toThrow(NoSuchKey);
});

test('a data directory serves one process at a time', async () => {
  const first = await start({ dataDirectory: directory });
  await expect(start({ dataDirectory: directory })).rejects.toThrow(
    expect.objectContaining({ name: 'StandInStartError', message: expect.stringContaining(directory) }),
  );
  await first.stop();
  await expect(start({ dataDirectory: directory })).resolves.toBeDefined();
});

test('the data directory of a process that is gone is taken over', async () => {
  const lock = join(directory, 'in-use-by-process');
  // Above the largest process number of any system.
  await writeFile(lock, '999999999');
  await start({ dataDirectory: directory });
  expect(await readFile(lock, 'utf8')).toBe(String(process.pid));
});

test('a port that is taken is reported, and nothing is left running', async () => {
  const first = await start();
  const taken = Number(new URL(first.environment.AWS_ENDPOINT_URL_S3).port);
  await expect(start({ ports: { services: taken } })).rejects.toThrow(
    expect.objectContaining({ name: 'StandInStartError', message: expect.stringContaining('EADDRINUSE') }),
  );
});

test('after a stop, nothing listens any more', async () => {
  const { environment, stop } = await start();
  await stop();
  for (const endpoint of [environment.AWS_ENDPOINT_URL_DYNAMODB, environment.AWS_ENDPOINT_URL_S3]) {
    await expect(fetch(endpoint)).rejects.toThrow('fetch failed');
  }
});

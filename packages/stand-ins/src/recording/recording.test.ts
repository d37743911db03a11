import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchGetItemCommand, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actAs } from '../principals.ts';
import { startStandIns, type StandIns } from '../start-stand-ins.ts';
import { readRecordedCalls } from './call-file.ts';

describe('recording calls', () => {
  let folder: string;
  let standIns: StandIns;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recording-'));
    standIns = await startStandIns({ recordCallsIn: folder });
  });
  afterAll(async () => {
    await standIns.stop();
    await rm(folder, { recursive: true });
  });

  const settings = (service: 'DYNAMODB' | 'SQS' | 'SNS' | 'S3', principal: { AWS_ACCESS_KEY_ID: string }) => ({
    region: standIns.environment.AWS_REGION,
    endpoint: standIns.environment[`AWS_ENDPOINT_URL_${service}`],
    credentials: {
      accessKeyId: principal.AWS_ACCESS_KEY_ID,
      secretAccessKey: standIns.environment.AWS_SECRET_ACCESS_KEY,
    },
    maxAttempts: 1,
  });
  /** What was recorded of a principal. */
  const callsOf = ({ AWS_ACCESS_KEY_ID: own }: { AWS_ACCESS_KEY_ID: string }) =>
    readRecordedCalls(folder)
      .filter(({ principal }) => principal === own)
      .map(({ service, operation, resource, status }) => `${service} ${operation} ${resource} ${status}`);

  test('tells tables and their indexes', async () => {
    const me = actAs.function('tables');
    const client = new DynamoDBClient(settings('DYNAMODB', me));
    const { API_KEYS_TABLE_NAME: TableName } = standIns.environment;
    await client.send(new PutItemCommand({ TableName, Item: { keyHash: { S: 'a' } } }));
    await client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [{ keyHash: { S: 'a' } }] } } }));
    const query = { TableName, IndexName: 'none', KeyConditionExpression: 'a = :a' };
    await expect(
      client.send(new QueryCommand({ ...query, ExpressionAttributeValues: { ':a': { S: '' } } })),
    ).rejects.toThrow('index');
    client.destroy();
    expect(callsOf(me)).toEqual([
      `dynamodb PutItem table/${TableName} 200`,
      `dynamodb BatchGetItem table/${TableName} 200`,
      `dynamodb Query table/${TableName}/index/none 400`,
    ]);
  });

  test('tells queues, each kind of call once', async () => {
    const me = actAs.worker('queues');
    const client = new SQSClient(settings('SQS', me));
    const QueueUrl = `${standIns.environment.QUEUE_URL_PREFIX}csv-etl-standard`;
    const Entries = [{ Id: '1', MessageBody: '{}' }];
    await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl }));
    const ReceiptHandle = Messages[0]?.ReceiptHandle;
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    client.destroy();
    expect(callsOf(me)).toEqual([
      'sqs SendMessageBatch jobs-local-csv-etl-standard 200',
      'sqs ReceiveMessage jobs-local-csv-etl-standard 200',
      'sqs DeleteMessage jobs-local-csv-etl-standard 200',
    ]);
  });

  test('tells topics', async () => {
    const me = actAs.function('topics');
    const client = new SNSClient(settings('SNS', me));
    const entries = [{ Id: '1', Message: 'a' }];
    const TopicArn = standIns.environment.JOB_EVENTS_TOPIC_ARN;
    await client.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: entries }));
    client.destroy();
    expect(callsOf(me)).toEqual(['sns PublishBatch jobs-local-job-events 200']);
  });

  test('tells objects and their tags, and passes their content on as it is', async () => {
    const me = actAs.worker('objects');
    const client = new S3Client(settings('S3', me));
    const { PAYLOAD_BUCKET_NAME: Bucket } = standIns.environment;
    const Body = Buffer.alloc(300_000, 'é');
    await client.send(new PutObjectCommand({ Bucket, Key: 'a b/ü', Body, Tagging: 'delete-after-days=7' }));
    const { TagSet } = await client.send(new GetObjectTaggingCommand({ Bucket, Key: 'a b/ü' }));
    expect(TagSet).toEqual([{ Key: 'delete-after-days', Value: '7' }]);
    const { Body: read } = await client.send(new GetObjectCommand({ Bucket, Key: 'a b/ü' }));
    expect(Buffer.from((await read?.transformToByteArray()) ?? []).equals(Body)).toBe(true);
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'absent' }))).rejects.toThrow('UnknownError');
    await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'a' }));
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a b/ü' }] } }));
    client.destroy();
    expect(callsOf(me)).toEqual([
      `s3 PutObject ${Bucket}/a b/ü 200`,
      `s3 PutObjectTagging ${Bucket}/a b/ü 200`,
      `s3 GetObjectTagging ${Bucket}/a b/ü 200`,
      `s3 GetObject ${Bucket}/a b/ü 200`,
      `s3 HeadObject ${Bucket}/absent 404`,
      `s3 ListObjectsV2 ${Bucket} 200`,
      `s3 DeleteObjects ${Bucket}/a b/ü 200`,
    ]);
  });
});

import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { jobEventOf } from '../port/job-event.ts';
import { newJob, newJobId } from '../testing/new-job.ts';
import { createJobStore } from './create-job-store.ts';
import { loadJobStoreConfig } from './load-job-store-config.ts';

const store = createJobStore(
  loadJobStoreConfig(
    {
      AWS_REGION: 'eu-central-1',
      JOBS_TABLE_NAME: 'jobs',
      QUEUE_URL_PREFIX: 'https://sqs.eu-central-1.amazonaws.com/123456789012/jobs-',
      JOB_EVENTS_TOPIC_ARN: 'arn:aws:sns:eu-central-1:123456789012:job-events',
      EVENT_SOURCE: '/jobs/test',
      PAYLOAD_BUCKET_NAME: 'payloads',
    },
    ['jobs', 'queues', 'events', 'payloads'],
  ),
);
const dynamodb = mockClient(DynamoDBClient);
const sqs = mockClient(SQSClient);
const sns = mockClient(SNSClient);
const s3 = mockClient(S3Client);
beforeEach(() => {
  for (const mock of [dynamodb, sqs, sns, s3]) mock.reset();
});

/** As the SDK throws it, after its own attempts. */
function sdkError(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error('from AWS'), { name, $metadata: { httpStatusCode } });
}
const connectionReset = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

const messages = (count: number) => Array.from({ length: count }, () => ({ jobId: newJobId(), owner: 'acme' }));

describe('an error of a service', () => {
  test.each([
    { error: sdkError('ProvisionedThroughputExceededException', 400), transient: true },
    { error: sdkError('ThrottlingException', 400), transient: true },
    { error: sdkError('InternalServerError', 500), transient: true },
    { error: sdkError('TimeoutError', 0), transient: true },
    { error: connectionReset(), transient: true },
    { error: sdkError('AccessDeniedException', 400), transient: false },
    { error: sdkError('ResourceNotFoundException', 400), transient: false },
  ])('says whether it may pass: $error.name, $error.code → $transient', async ({ error, transient }) => {
    dynamodb.on(UpdateItemCommand).rejects(error);
    dynamodb.on(GetItemCommand).rejects(error);
    const expected = { name: 'DependencyError', service: 'DynamoDB', transient, cause: error };
    await expect(store.jobs.getJob(newJobId())).rejects.toMatchObject({ ...expected, operation: 'GetItem' });
    await expect(store.jobs.claimJob(newJobId(), { claimId: 'c', leaseDurationMs: 1000 })).rejects.toMatchObject({
      ...expected,
      operation: 'UpdateItem',
    });
  });

  test('has one name for every service', async () => {
    s3.on(PutObjectCommand).rejects(sdkError('SlowDown', 503));
    sqs.on(ReceiveMessageCommand).rejects(sdkError('QueueDoesNotExist', 400));
    await expect(store.payloads.putJson('jobs/x/input', 1)).rejects.toMatchObject({
      name: 'DependencyError',
      service: 'S3',
      transient: true,
    });
    await expect(
      store.queues.receiveMessages('csv-etl-standard', {
        maxMessages: 1,
        waitSeconds: 0,
        visibilityTimeoutSeconds: 30,
      }),
    ).rejects.toMatchObject({ name: 'DependencyError', service: 'SQS', transient: false });
  });
});

describe('a batch of which some entries are not taken', () => {
  test('sends those once more', async () => {
    sqs
      .on(SendMessageBatchCommand)
      .resolvesOnce({ Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }], Successful: [] })
      .resolves({ Successful: [] });
    const [first, second, third] = messages(3);
    if (!first || !second || !third) throw new Error('three messages are needed');
    await store.queues.sendMessages('csv-etl-standard', [first, second, third]);
    const sent = sqs.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input.Entries);
    expect(sent.map((entries) => entries?.map(({ MessageBody }) => MessageBody))).toEqual([
      [first, second, third].map(({ jobId }) => JSON.stringify({ jobId })),
      [JSON.stringify({ jobId: second.jobId })],
    ]);
  });

  test('names the jobs of those that are refused twice', async () => {
    sqs.on(SendMessageBatchCommand).callsFake(({ Entries }: { Entries: { Id: string; MessageBody: string }[] }) => ({
      Failed: Entries.filter(({ MessageBody }) => MessageBody.includes(refused.jobId)).map(({ Id }) => ({
        Id,
        Code: 'InternalError',
        Message: 'try later',
        SenderFault: false,
      })),
    }));
    const [taken, refused] = [messages(12), messages(1)[0] ?? { jobId: '', owner: '' }];
    await expect(store.queues.sendMessages('csv-etl-standard', [...taken, refused])).rejects.toMatchObject({
      name: 'SendFailedError',
      jobIds: [refused.jobId],
      message: expect.stringContaining('InternalError: try later'),
    });
  });

  test('does not repeat what is wrong in itself', async () => {
    sqs
      .on(DeleteMessageBatchCommand)
      .resolves({ Failed: [{ Id: '1', Code: 'ReceiptHandleIsInvalid', SenderFault: true }], Successful: [] });
    expect(await store.queues.deleteMessages('csv-etl-standard', ['a', 'b'])).toEqual(['b']);
    expect(sqs.commandCalls(DeleteMessageBatchCommand)).toHaveLength(1);
  });
});

describe('a batch call that fails as a whole', () => {
  test('reports every entry when the service is away for a moment', async () => {
    sqs.rejects(sdkError('ThrottlingException', 429));
    const [message] = messages(1);
    if (!message) throw new Error('a message is needed');
    await expect(store.queues.sendMessages('csv-etl-standard', [message])).rejects.toMatchObject({
      name: 'SendFailedError',
      jobIds: [message.jobId],
    });
    expect(await store.queues.deleteMessages('csv-etl-standard', ['a', 'b'])).toEqual(['a', 'b']);
    const change = { receiptHandle: 'a', timeoutSeconds: 0 };
    expect(await store.queues.changeVisibility('csv-etl-standard', [change])).toEqual(['a']);
    expect(sqs.commandCalls(ChangeMessageVisibilityBatchCommand)).toHaveLength(2);
  });

  test('is an error when trying again would not help', async () => {
    sqs.rejects(sdkError('AccessDenied', 403));
    await expect(store.queues.deleteMessages('csv-etl-standard', ['a'])).rejects.toMatchObject({
      name: 'DependencyError',
      transient: false,
    });
  });
});

describe('publishing', () => {
  const events = Array.from({ length: 12 }, () =>
    jobEventOf(
      { ...newJob(), status: 'QUEUED', version: 1, attempt: 0, attempts: [], createdAt: 0, updatedAt: 0 },
      '/jobs/test',
    ),
  );

  test('names the events of a batch that failed, while the others are out', async () => {
    sns
      .on(PublishBatchCommand)
      .callsFake(({ PublishBatchRequestEntries: entries }: { PublishBatchRequestEntries: unknown[] }) => {
        if (entries.length === 2) throw sdkError('AuthorizationError', 403);
        return { Successful: [] };
      });
    await expect(store.events.publish(events)).rejects.toMatchObject({
      name: 'PublishFailedError',
      eventIds: events.slice(10).map(({ id }) => id),
    });
    expect(sns.commandCalls(PublishBatchCommand)).toHaveLength(2);
  });

  test('lets subscribers filter by event type, job type and owner', async () => {
    sns.on(PublishBatchCommand).resolves({ Successful: [] });
    await store.events.publish(events.slice(0, 1));
    const [call] = sns.commandCalls(PublishBatchCommand);
    expect(call?.args[0].input.PublishBatchRequestEntries?.[0]?.MessageAttributes).toEqual({
      type: { DataType: 'String', StringValue: 'job.queued' },
      jobType: { DataType: 'String', StringValue: 'csv-etl' },
      owner: { DataType: 'String', StringValue: 'acme' },
    });
  });
});

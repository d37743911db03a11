import { randomBytes } from 'node:crypto';
import { DynamoDBClient, GetItemCommand, PutItemCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';

type Environment = Readonly<Record<string, string | undefined>>;

/** The calls that the functions can't do without, and nothing around them. */
export interface BareCalls {
  /** A job's item, its event and its message, in the order of ADR 0003. */
  readonly submit: () => Promise<void>;
  /** The same, and between item and event the read of whether the owner watches his jobs, on which the event depends. */
  readonly submitWatched: () => Promise<void>;
  readonly get: () => Promise<void>;
}

const text = (StringValue: string) => ({ DataType: 'String', StringValue });
const newId = () => `job_${randomBytes(16).toString('hex')}`;

/** @param jobId of a job that the functions have stored: what is put is like its item, under other ids */
export async function openBareCalls(env: Environment, jobId: string): Promise<BareCalls> {
  const settings = (endpoint: string | undefined) => ({
    region: env['AWS_REGION'] ?? '',
    ...(endpoint !== undefined && { endpoint }),
    credentials: { accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '', secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '' },
  });
  const dynamodb = new DynamoDBClient(settings(env['AWS_ENDPOINT_URL_DYNAMODB']));
  const sns = new SNSClient(settings(env['AWS_ENDPOINT_URL_SNS']));
  const sqs = new SQSClient(settings(env['AWS_ENDPOINT_URL_SQS']));
  const TableName = env['JOBS_TABLE_NAME'];
  const get = () =>
    dynamodb.send(new GetItemCommand({ TableName, Key: { jobId: { S: jobId } }, ConsistentRead: true }));
  const { Item: item = {} } = await get();
  const owner = item['owner']?.S ?? '';

  const put = (id: string) =>
    dynamodb.send(
      new PutItemCommand({
        TableName,
        Item: { ...item, jobId: { S: id } },
        ConditionExpression: 'attribute_not_exists(#jobId) OR #expiresAt <= :now',
        ExpressionAttributeNames: { '#jobId': 'jobId', '#expiresAt': 'expiresAt' },
        ExpressionAttributeValues: { ':now': { N: String(Math.floor(Date.now() / 1000)) } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
  const readWatch = () =>
    dynamodb.send(
      new GetItemCommand({
        TableName: env['CONNECTIONS_TABLE_NAME'],
        Key: { pk: { S: `owner-watch#${owner}` }, sk: { S: 'only' } },
        ConsistentRead: true,
      }),
    );
  const publish = (id: string) =>
    sns.send(
      new PublishBatchCommand({
        TopicArn: env['JOB_EVENTS_TOPIC_ARN'],
        PublishBatchRequestEntries: [
          {
            Id: '0',
            Message: JSON.stringify(eventLike(id, item)),
            MessageGroupId: owner,
            MessageAttributes: { type: text('job.queued'), jobType: text('text-analyze'), owner: text(owner) },
          },
        ],
      }),
    );
  const send = (id: string) =>
    sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: `${env['QUEUE_URL_PREFIX']}text-analyze-standard`,
        Entries: [{ Id: '0', MessageBody: JSON.stringify({ jobId: id }), MessageGroupId: owner }],
      }),
    );
  return {
    submit: async () => {
      const id = newId();
      await put(id);
      await publish(id);
      await send(id);
    },
    submitWatched: async () => {
      const id = newId();
      await put(id);
      await readWatch();
      await publish(id);
      await send(id);
    },
    get: async () => {
      await get();
    },
  };
}

/** As long as the event of a job is. */
const eventLike = (id: string, item: Readonly<Record<string, AttributeValue>>) => ({
  specversion: '1.0',
  id: `${id}.1`,
  source: 'urn:jobs:local',
  type: 'job.queued',
  subject: id,
  time: new Date().toISOString(),
  datacontenttype: 'application/json',
  owner: item['owner']?.S,
  traceparent: item['traceparent']?.S,
  data: {
    id,
    type: 'text-analyze',
    status: 'QUEUED',
    priority: 'standard',
    tags: {},
    attempt: 0,
    maxAttempts: 3,
    version: 1,
    createdAt: new Date().toISOString(),
    updatedAt: new Date().toISOString(),
  },
});

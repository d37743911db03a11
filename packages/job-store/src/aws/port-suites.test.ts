import {
  CreateQueueCommand,
  DeleteMessageCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { csvEtl, infrastructureSettings, type JobEvent } from '@jobs/shared-contracts';
import { isDynoxideAvailable, startStandIns } from '@jobs/stand-ins';
import type { AwsSettings } from '../config/job-store-config.ts';
import { wakeTimes } from '../port/wake-times.ts';
import {
  apiKeyTablePortSuite,
  auditLogPortSuite,
  connectionsPortSuite,
  controlsPortSuite,
  batchesPortSuite,
  createTestClock,
  followersPortSuite,
  jobEventsPortSuite,
  jobListsPortSuite,
  jobQueuesPortSuite,
  jobStatisticsPortSuite,
  jobTablePortSuite,
  limitsPortSuite,
  payloadStorePortSuite,
  schedulesPortSuite,
  uniqueKeysPortSuite,
  wakeStatesPortSuite,
  webhookDeliveriesPortSuite,
  webhookSecretsPortSuite,
} from '../testing/index.ts';
import { createJobStore } from './create-job-store.ts';
import { loadJobStoreConfig } from './load-job-store-config.ts';

type Database = 'dynalite' | 'dynoxide';

async function start(dynamodb: Database = 'dynalite') {
  const standIns = await startStandIns({ dynamodb });
  const config = loadJobStoreConfig(standIns.environment, [
    'jobs',
    'apiKeys',
    'queues',
    'events',
    'payloads',
    'webhookDeliveries',
    'webhookSecrets',
    'connections',
    'jobLists',
    'jobStatistics',
    'schedules',
    'limits',
    'uniqueKeys',
    'followers',
    'batches',
    'controls',
    'wakeStates',
    'auditLog',
  ]);
  const clock = createTestClock();
  const store = createJobStore(config, { now: clock.now });
  const stop = async () => {
    store.close();
    await standIns.stop();
  };
  return { ...store, config, clock, stop };
}

const clientSettings = ({ region, credentials }: AwsSettings, endpoint: string | undefined) => ({
  region,
  ...(credentials && { credentials }),
  ...(endpoint !== undefined && { endpoint }),
});

async function startQueues() {
  const running = await start();
  const { queues, deadLetterQueue, maxReceiveCount } = infrastructureSettings(csvEtl);
  const queue = queues[0]?.name ?? '';
  const { aws, resources } = running.config;
  const sqs = new SQSClient(clientSettings(aws, aws.endpoints.sqs));
  const urlOf = (name: string) => `${resources.queues.urlPrefix}${name}`;
  return {
    queues: running.queues,
    queue,
    deadLetterQueue,
    maxReceiveCount,
    sendBody: async (MessageBody: string) => {
      await sqs.send(new SendMessageCommand({ QueueUrl: urlOf(queue), MessageBody }));
    },
    purge: async () => {
      for (const name of [queue, deadLetterQueue]) await sqs.send(new PurgeQueueCommand({ QueueUrl: urlOf(name) }));
    },
    stop: async () => {
      sqs.destroy();
      await running.stop();
    },
  };
}

/** What is published reaches a queue that is subscribed to the topic. */
async function startEvents() {
  const running = await start();
  const { aws, resources } = running.config;
  const sqs = new SQSClient(clientSettings(aws, aws.endpoints.sqs));
  const sns = new SNSClient(clientSettings(aws, aws.endpoints.sns));
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'events' }));
  await sns.send(
    new SubscribeCommand({
      TopicArn: resources.events.topicArn,
      Protocol: 'sqs',
      Endpoint: `arn:aws:sqs:${aws.region}:000000000000:events`,
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
  return {
    events: running.events,
    receive: async (count: number) => {
      const events: JobEvent[] = [];
      while (events.length < count) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 }),
        );
        for (const { Body = '', ReceiptHandle } of Messages) {
          events.push(JSON.parse(Body) as JobEvent);
          await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        }
      }
      return events;
    },
    stop: async () => {
      sqs.destroy();
      sns.destroy();
      await running.stop();
    },
  };
}

const databases: readonly Database[] = isDynoxideAvailable ? ['dynalite', 'dynoxide'] : ['dynalite'];
if (!isDynoxideAvailable) process.stderr.write('dynoxide is built for Linux x64 only: its suites do not run here\n');

for (const database of databases) {
  jobTablePortSuite(`DynamoDB (${database})`, () => start(database));
  jobListsPortSuite(`DynamoDB (${database})`, () => start(database));
  jobStatisticsPortSuite(`DynamoDB (${database})`, () => start(database));
  apiKeyTablePortSuite(`DynamoDB (${database})`, () => start(database));
  webhookDeliveriesPortSuite(`DynamoDB (${database})`, () => start(database));
  webhookSecretsPortSuite(`DynamoDB (${database})`, () => start(database));
  schedulesPortSuite(`DynamoDB (${database})`, () => start(database));
  limitsPortSuite(`DynamoDB (${database})`, () => start(database));
  followersPortSuite(`DynamoDB (${database})`, () => start(database));
  batchesPortSuite(`DynamoDB (${database})`, () => start(database));
  uniqueKeysPortSuite(`DynamoDB (${database})`, () => start(database));
  connectionsPortSuite(`DynamoDB (${database})`, () => start(database));
  controlsPortSuite(`DynamoDB (${database})`, () => start(database));
  wakeStatesPortSuite(`DynamoDB (${database})`, async () => {
    const running = await start(database);
    return { ...running, ...wakeTimes(running.config.resources.wakeStates.idleSeconds) };
  });
  auditLogPortSuite(`DynamoDB (${database})`, () => start(database));
}
jobQueuesPortSuite('SQS (fauxqs)', startQueues);
jobEventsPortSuite('SNS (fauxqs)', startEvents);
payloadStorePortSuite('S3 (fauxqs)', () => start());

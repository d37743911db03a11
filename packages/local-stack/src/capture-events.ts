import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { JobEvent } from '@jobs/shared-contracts';
import type { StandIns } from '@jobs/stand-ins';
import { runEvery } from './run-every.ts';

export interface CapturedEvents {
  /** All events so far, in the order of their arrival. */
  events(): readonly JobEvent[];
  stop(): Promise<void>;
}

/** How long an empty queue is polled at a time: also how long a stop may take. */
const POLL_SECONDS = 1;

/** Subscribes a queue to the topic of job events, as a platform's own subscriber would, and keeps what arrives. */
export async function captureEvents(environment: StandIns['environment']): Promise<CapturedEvents> {
  const settings = {
    region: environment.AWS_REGION,
    credentials: { accessKeyId: environment.AWS_ACCESS_KEY_ID, secretAccessKey: environment.AWS_SECRET_ACCESS_KEY },
  };
  const sqs = new SQSClient({ ...settings, endpoint: environment.AWS_ENDPOINT_URL_SQS });
  const queueUrl = await subscribeQueue(sqs, environment, settings);
  const captured: JobEvent[] = [];

  const polling = runEvery(0, async () => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: POLL_SECONDS }),
    );
    if (Messages.length === 0) return;
    for (const { Body = '' } of Messages) captured.push(JSON.parse(Body) as JobEvent);
    const Entries = Messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  });
  return {
    events: () => captured,
    async stop() {
      await polling.stop();
      sqs.destroy();
    },
  };
}

async function subscribeQueue(
  sqs: SQSClient,
  environment: StandIns['environment'],
  settings: ConstructorParameters<typeof SNSClient>[0],
): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'captured-job-events' }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const sns = new SNSClient({ ...settings, endpoint: environment.AWS_ENDPOINT_URL_SNS });
  await sns.send(
    new SubscribeCommand({
      TopicArn: environment.JOB_EVENTS_TOPIC_ARN,
      Protocol: 'sqs',
      Endpoint: Attributes?.['QueueArn'],
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
  sns.destroy();
  return QueueUrl;
}

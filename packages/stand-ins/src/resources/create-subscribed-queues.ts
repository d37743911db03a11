import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  PUSH_DEAD_LETTER_QUEUE,
  PUSH_QUEUE,
  SETTLEMENTS_DEAD_LETTER_QUEUE,
  SETTLEMENTS_QUEUE,
  WEBHOOK_DEAD_LETTER_QUEUE,
  WEBHOOK_QUEUE,
} from '@jobs/shared-contracts';
import type { ClientSettings } from '../client-settings.ts';

interface SubscribedQueue {
  readonly name: string;
  readonly deadLetterQueue: string;
  readonly visibilityTimeoutSeconds: number;
  readonly filterPolicy: Readonly<Record<string, readonly string[]>>;
}

/** As Terraform has them. */
const MAX_RECEIVE_COUNT = 5;
const SUBSCRIBED_QUEUES: readonly SubscribedQueue[] = [
  {
    name: WEBHOOK_QUEUE,
    deadLetterQueue: WEBHOOK_DEAD_LETTER_QUEUE,
    visibilityTimeoutSeconds: 360,
    filterPolicy: { webhook: ['true'] },
  },
  {
    name: PUSH_QUEUE,
    deadLetterQueue: PUSH_DEAD_LETTER_QUEUE,
    visibilityTimeoutSeconds: 120,
    filterPolicy: { watched: ['true'] },
  },
  {
    name: SETTLEMENTS_QUEUE,
    deadLetterQueue: SETTLEMENTS_DEAD_LETTER_QUEUE,
    visibilityTimeoutSeconds: 180,
    filterPolicy: { settles: ['true'] },
  },
];

/** Creates the queues of webhooks, of push and of settlements with their dead-letter queues, each subscribed to the events it is for. */
export async function createSubscribedQueues(
  settings: ClientSettings,
  prefix: string,
  topicArn: string,
): Promise<void> {
  const sqs = new SQSClient(settings);
  const sns = new SNSClient(settings);
  const create = async (queue: SubscribedQueue) => {
    const deadLetterTargetArn = await createQueue(sqs, `${prefix}-${queue.deadLetterQueue}`, {});
    const queueArn = await createQueue(sqs, `${prefix}-${queue.name}`, {
      VisibilityTimeout: String(queue.visibilityTimeoutSeconds),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: MAX_RECEIVE_COUNT }),
    });
    await sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: 'sqs',
        Endpoint: queueArn,
        Attributes: { RawMessageDelivery: 'true', FilterPolicy: JSON.stringify(queue.filterPolicy) },
      }),
    );
  };
  try {
    await Promise.all(SUBSCRIBED_QUEUES.map(create));
  } finally {
    sqs.destroy();
    sns.destroy();
  }
}

async function createQueue(sqs: SQSClient, QueueName: string, Attributes: Record<string, string>): Promise<string> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  const found = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  return found.Attributes?.['QueueArn'] ?? '';
}

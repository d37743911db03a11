import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { WEBHOOK_DEAD_LETTER_QUEUE, WEBHOOK_QUEUE } from '@jobs/shared-contracts';
import type { ClientSettings } from '../client-settings.ts';

/** As Terraform has them. */
const VISIBILITY_TIMEOUT_SECONDS = 360;
const MAX_RECEIVE_COUNT = 5;

/** Creates the queue of webhooks with its dead-letter queue, and subscribes it to the events that a webhook wants. */
export async function createWebhookQueue(settings: ClientSettings, prefix: string, topicArn: string): Promise<void> {
  const sqs = new SQSClient(settings);
  const sns = new SNSClient(settings);
  try {
    const deadLetterTargetArn = await createQueue(sqs, `${prefix}-${WEBHOOK_DEAD_LETTER_QUEUE}`, {});
    const queueArn = await createQueue(sqs, `${prefix}-${WEBHOOK_QUEUE}`, {
      VisibilityTimeout: String(VISIBILITY_TIMEOUT_SECONDS),
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: MAX_RECEIVE_COUNT }),
    });
    await sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol: 'sqs',
        Endpoint: queueArn,
        Attributes: { RawMessageDelivery: 'true', FilterPolicy: JSON.stringify({ webhook: ['true'] }) },
      }),
    );
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

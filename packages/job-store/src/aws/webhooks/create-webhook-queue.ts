import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { WEBHOOK_QUEUE } from '@jobs/shared-contracts';
import { SendFailedError } from '../../errors.ts';
import type { DeliveryMessage, WebhookQueue } from '../../port/webhook-deliveries.ts';
import { sendInBatches } from '../batches.ts';
import { callService } from '../call-service.ts';

export interface WebhookQueueSettings {
  readonly client: () => SQSClient;
  readonly queueUrl: string;
}

/** The queue of webhooks on SQS. */
export function createWebhookQueue({ client, queueUrl }: WebhookQueueSettings): WebhookQueue {
  return {
    async sendDeliveries(messages) {
      const refused = await sendInBatches<DeliveryMessage>({
        items: messages,
        send: (batch) =>
          callService('SQS', 'SendMessageBatch', async () => {
            const Entries = batch.map(({ jobId, webhookId, owner, delaySeconds }, index) => ({
              Id: String(index),
              MessageBody: JSON.stringify({ jobId, webhookId }),
              ...(owner !== undefined && { MessageGroupId: owner }),
              ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
            }));
            const { Failed = [] } = await client().send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
            return Failed;
          }),
      });
      if (refused.length === 0) return;
      const jobIds = refused.map(({ item }) => item.jobId);
      const reasons = refused.map(({ reason }) => reason);
      throw new SendFailedError(WEBHOOK_QUEUE, jobIds, reasons);
    },
  };
}

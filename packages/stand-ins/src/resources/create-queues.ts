import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { infrastructureSettings, JOB_TYPES, type InfrastructureSettings } from '@jobs/shared-contracts';
import type { ClientSettings } from '../client-settings.ts';

const FOURTEEN_DAYS_SECONDS = 14 * 24 * 60 * 60;

/** Creates a queue for each lane of each job type, and the dead-letter queue of the type. */
export async function createQueues(settings: ClientSettings, prefix: string): Promise<void> {
  const client = new SQSClient(settings);
  try {
    await Promise.all(JOB_TYPES.map((jobType) => createQueuesOf(client, prefix, infrastructureSettings(jobType))));
  } finally {
    client.destroy();
  }
}

/** Each group for itself, and as many of them at once as there are. */
const FIFO = { FifoQueue: 'true', DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' };

async function createQueuesOf(client: SQSClient, prefix: string, jobType: InfrastructureSettings): Promise<void> {
  const fifo = jobType.ordering && FIFO;
  const { QueueUrl } = await client.send(
    new CreateQueueCommand({
      QueueName: `${prefix}-${jobType.deadLetterQueue}`,
      Attributes: { ...fifo, MessageRetentionPeriod: String(FOURTEEN_DAYS_SECONDS) },
    }),
  );
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const redrivePolicy = { deadLetterTargetArn: Attributes?.['QueueArn'], maxReceiveCount: jobType.maxReceiveCount };
  await Promise.all(
    jobType.queues.map((queue) =>
      client.send(
        new CreateQueueCommand({
          QueueName: `${prefix}-${queue.name}`,
          Attributes: {
            ...fifo,
            VisibilityTimeout: String(jobType.visibilityTimeoutSeconds),
            RedrivePolicy: JSON.stringify(redrivePolicy),
          },
        }),
      ),
    ),
  );
}

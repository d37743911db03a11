import { randomUUID } from 'node:crypto';
import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { DependencyError, SendFailedError } from '../../errors.ts';
import type { JobQueues, OutgoingMessage } from '../../port/job-queues.ts';
import { sendInBatches, type RefusedEntry } from '../batches.ts';
import { callService } from '../call-service.ts';
import { receiveMessages } from './receive-messages.ts';

export interface JobQueuesSettings {
  readonly client: () => SQSClient;
  /** A queue's URL is this and its name. */
  readonly urlPrefix: string;
}

interface NamedMessage extends OutgoingMessage {
  /** The same when it has to be sent once more. */
  readonly sentAs: string;
}

const fairly = ({ owner, delaySeconds }: NamedMessage) => ({
  MessageGroupId: owner,
  ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
});

/**
 * A FIFO queue delays no single message. It takes each id once in five minutes: a job's next message must not be taken
 * for the one before.
 */
const inOrder = ({ orderGroup, sentAs }: NamedMessage) => ({
  MessageGroupId: orderGroup,
  MessageDeduplicationId: sentAs,
});

/** The queues on SQS. */
export function createJobQueues({ client, urlPrefix }: JobQueuesSettings): JobQueues {
  const urlOf = (queue: string) => `${urlPrefix}${queue}`;

  return {
    async sendMessages(queue, messages) {
      const refused = await sendInBatches<NamedMessage>({
        items: messages.map((message) => ({ ...message, sentAs: randomUUID() })),
        send: async (batch) =>
          refusedEntries('SendMessageBatch', batch.length, async () => {
            const Entries = batch.map((message, index) => ({
              Id: String(index),
              MessageBody: JSON.stringify({ jobId: message.jobId }),
              ...(message.orderGroup === undefined ? fairly(message) : inOrder(message)),
            }));
            return client().send(new SendMessageBatchCommand({ QueueUrl: urlOf(queue), Entries }));
          }),
      });
      if (refused.length > 0) {
        const jobIds = refused.map(({ item }) => item.jobId);
        throw new SendFailedError(
          queue,
          jobIds,
          refused.map(({ reason }) => reason),
        );
      }
    },

    receiveMessages: (queue, options) => receiveMessages(client(), urlOf(queue), options),

    async deleteMessages(queue, receiptHandles) {
      const refused = await sendInBatches({
        items: receiptHandles,
        send: async (batch) =>
          refusedEntries('DeleteMessageBatch', batch.length, async () => {
            const Entries = batch.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
            return client().send(new DeleteMessageBatchCommand({ QueueUrl: urlOf(queue), Entries }));
          }),
      });
      return refused.map(({ item }) => item);
    },

    async changeVisibility(queue, changes) {
      const refused = await sendInBatches({
        items: changes,
        send: async (batch) =>
          refusedEntries('ChangeMessageVisibilityBatch', batch.length, async () => {
            const Entries = batch.map(({ receiptHandle, timeoutSeconds }, index) => ({
              Id: String(index),
              ReceiptHandle: receiptHandle,
              VisibilityTimeout: timeoutSeconds,
            }));
            return client().send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: urlOf(queue), Entries }));
          }),
      });
      return refused.map(({ item }) => item.receiptHandle);
    },

    getDepth: (queue) =>
      callService('SQS', 'GetQueueAttributes', async () => {
        const { Attributes = {} } = await client().send(
          new GetQueueAttributesCommand({
            QueueUrl: urlOf(queue),
            AttributeNames: [
              'ApproximateNumberOfMessages',
              'ApproximateNumberOfMessagesNotVisible',
              'ApproximateNumberOfMessagesDelayed',
            ],
          }),
        );
        return {
          visible: Number(Attributes['ApproximateNumberOfMessages']),
          inFlight: Number(Attributes['ApproximateNumberOfMessagesNotVisible']),
          delayed: Number(Attributes['ApproximateNumberOfMessagesDelayed']),
        };
      }),
  };
}

/**
 * The entries of a batch that were not taken: all of them when SQS was away. An error that will not pass, such as a
 * missing permission or queue, is thrown.
 */
async function refusedEntries(
  operation: string,
  entryCount: number,
  send: () => Promise<{ readonly Failed?: RefusedEntry[] | undefined }>,
): Promise<readonly RefusedEntry[]> {
  try {
    const { Failed = [] } = await callService('SQS', operation, send);
    return Failed;
  } catch (error) {
    if (!(error instanceof DependencyError) || !error.transient) throw error;
    return Array.from({ length: entryCount }, (_, index) => ({ Id: String(index), Message: error.message }));
  }
}

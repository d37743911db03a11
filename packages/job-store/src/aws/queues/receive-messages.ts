import { ReceiveMessageCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import type { JobQueues, ReceivedMessage } from '../../port/job-queues.ts';
import { callService } from '../call-service.ts';
import { receivedRecord } from './received-record.ts';

type ReceiveOptions = Parameters<JobQueues['receiveMessages']>[1];

/** How much longer than its wait a long poll may take. */
const POLL_MARGIN_MS = 5000;

export function receiveMessages(
  client: SQSClient,
  queueUrl: string,
  { maxMessages, waitSeconds, visibilityTimeoutSeconds, signal }: ReceiveOptions,
): Promise<readonly ReceivedMessage[]> {
  return callService('SQS', 'ReceiveMessage', async () => {
    const command = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: maxMessages,
      WaitTimeSeconds: waitSeconds,
      VisibilityTimeout: visibilityTimeoutSeconds,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    });
    const requestTimeout = waitSeconds * 1000 + POLL_MARGIN_MS;
    try {
      const { Messages = [] } = await client.send(command, {
        requestTimeout,
        ...(signal && { abortSignal: signal }),
      });
      return Messages.map(receivedMessage);
    } catch (error) {
      if (signal?.aborted) return [];
      throw error;
    }
  });
}

const receivedMessage = ({
  MessageId = '',
  ReceiptHandle = '',
  Attributes = {},
  Body = '',
}: Message): ReceivedMessage =>
  receivedRecord({ messageId: MessageId, receiptHandle: ReceiptHandle, body: Body, attributes: Attributes });

import type { ReceivedMessage } from '../../port/job-queues.ts';
import { readContent } from './message-content.ts';

/** A message as Lambda's event source hands it over. */
export interface QueueRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: { readonly ApproximateReceiveCount?: string };
}

/** What a job's message says, whoever has received it. */
export const receivedRecord = ({ messageId, receiptHandle, body, attributes }: QueueRecord): ReceivedMessage => ({
  messageId,
  receiptHandle,
  receiveCount: Number(attributes.ApproximateReceiveCount ?? 1),
  content: readContent(body),
});

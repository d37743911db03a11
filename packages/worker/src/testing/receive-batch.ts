import type { JobQueues, ReceivedMessage } from '@jobs/job-store';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import type { BatchHandler } from '../lambda/create-batch-handler.ts';
import { QUEUE } from './work-bench.ts';

/** As a queue that invokes a function hides its messages: far longer than any test waits. */
const VISIBILITY_SECONDS = 3600;

/** What a queue invokes a function with, once it has so many messages. */
export async function receiveBatch(queues: JobQueues, size: number): Promise<SQSEvent> {
  const received: ReceivedMessage[] = [];
  while (received.length < size) {
    const options = {
      maxMessages: size - received.length,
      waitSeconds: 1,
      visibilityTimeoutSeconds: VISIBILITY_SECONDS,
    };
    received.push(...(await queues.receiveMessages(QUEUE, options)));
  }
  return { Records: received.map(recordOf) };
}

/** The context of an invocation that has so much time left. */
export const contextWith = (remainingMs: number): Pick<Context, 'getRemainingTimeInMillis'> => ({
  getRemainingTimeInMillis: () => remainingMs,
});

/** Invokes a function with the next message, and deletes what it does not name as failed: as Lambda's event source does. */
export async function invokeWithNext(queues: JobQueues, handler: BatchHandler, remainingMs = 60_000): Promise<void> {
  const event = await receiveBatch(queues, 1);
  const { batchItemFailures } = await handler(event, contextWith(remainingMs));
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const done = event.Records.filter(({ messageId }) => !failed.has(messageId));
  await queues.deleteMessages(
    QUEUE,
    done.map(({ receiptHandle }) => receiptHandle),
  );
}

/** As https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html has it. */
const recordOf = ({ messageId, receiptHandle, receiveCount, content }: ReceivedMessage): SQSRecord => ({
  messageId,
  receiptHandle,
  body: 'jobId' in content ? JSON.stringify(content) : content.malformed,
  attributes: {
    ApproximateReceiveCount: String(receiveCount),
    SentTimestamp: '0',
    SenderId: 'test',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:eu-central-1:000000000000:jobs-test-${QUEUE}`,
  awsRegion: 'eu-central-1',
});

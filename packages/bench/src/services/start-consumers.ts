import type { SQSClient } from '@aws-sdk/client-sqs';
import { Consumer, type ConsumerOptions } from 'sqs-consumer';

/** What becomes of messages, and how long they are hidden. */
export type Consuming = Pick<ConsumerOptions, 'handleMessage' | 'handleMessageBatch' | 'visibilityTimeout'>;

/** Of each consumer: what a receive brings. */
export const MESSAGES_AT_A_TIME = 10;

/** So many of sqs-consumer on one queue, each with ten messages at a time. @returns how to stop them */
export function startConsumers(
  { sqs, url }: { readonly sqs: SQSClient; readonly url: string },
  count: number,
  consuming: Consuming,
  done: (messages: number) => void,
): () => void {
  const started = Array.from({ length: count }, () => {
    const consumer = Consumer.create({
      ...consuming,
      queueUrl: url,
      sqs,
      batchSize: MESSAGES_AT_A_TIME,
      waitTimeSeconds: 1,
    });
    consumer.on('message_processed', () => done(1));
    // Its last receive may find nobody there any more.
    consumer.on('error', () => {});
    consumer.start();
    return consumer;
  });
  // Their last receives end by themselves, within a second.
  return () => started.forEach((consumer) => consumer.stop());
}

import { DeleteMessageBatchCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { JobQueues } from '@jobs/job-store';
import { systemClock } from '@jobs/worker';
import { createDeleter, pollLanes } from '@jobs/worker/consume';
import type { FreshQueue } from '../../services/fresh-queue.ts';
import { startConsumers, type Consuming } from '../../services/start-consumers.ts';
import { secondsUntilCounted } from '../../measure/until-counted.ts';
import { silentLog } from '../../worker/start-worker.ts';

/** Nothing takes so long here that it would have to be extended. */
const VISIBILITY_SECONDS = 120;
/** What slots wait for here, as nothing frees them before. */
const DELETE_WAIT_MS = 15;

interface FilledQueue extends FreshQueue {
  readonly sqs: SQSClient;
  readonly queues: JobQueues;
  readonly count: number;
}

/** Receives and deletes all messages of a queue. @returns messages a second */
export type Drain = (queue: FilledQueue, setting: number) => Promise<number>;

const messagesPerSecond = async (count: number, begin: Parameters<typeof secondsUntilCounted>[1]) =>
  count / (await secondsUntilCounted(count, begin));

/** The worker's own loop and deletes, with nothing between a message's arrival and its end. */
export const drainByLoop: Drain = ({ jobType: name, queues, count }, slots) =>
  messagesPerSecond(count, (done) => {
    const draining = new AbortController();
    const deleteMessage = createDeleter(queues, systemClock, DELETE_WAIT_MS);
    const polling = pollLanes(
      {
        jobType: { name, lanes: ['standard'] },
        slots,
        queues,
        workBackOff: { over: () => Promise.resolve() },
        visibilityTimeoutSeconds: VISIBILITY_SECONDS,
        clock: systemClock,
        random: Math.random,
        log: silentLog,
        handle: async (queue, { receiptHandle }) => {
          await deleteMessage(queue, receiptHandle);
          done(1);
        },
      },
      draining.signal,
    );
    return async () => {
      draining.abort();
      await polling;
    };
  });

/** Nothing but receives and deletes of ten, by so many loops: what the wire allows. */
export const drainBare: Drain = ({ sqs, url: QueueUrl, count }, loops) =>
  messagesPerSecond(count, (done) => {
    const stopping = new AbortController();
    const loop = async () => {
      while (!stopping.signal.aborted) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: 10,
            WaitTimeSeconds: 1,
            VisibilityTimeout: VISIBILITY_SECONDS,
          }),
        );
        if (Messages.length === 0) continue;
        const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
        await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
        done(Messages.length);
      }
    };
    const running = Promise.all(Array.from({ length: loops }, loop));
    return async () => {
      stopping.abort();
      await running;
    };
  });

/** sqs-consumer, so many of them on the queue. */
const drainBySqsConsumer =
  (handling: Consuming): Drain =>
  (queue, consumers) =>
    messagesPerSecond(queue.count, (done) =>
      startConsumers(queue, consumers, { ...handling, visibilityTimeout: VISIBILITY_SECONDS }, done),
    );

export const drainByHandleMessage = drainBySqsConsumer({ handleMessage: (message) => Promise.resolve(message) });
export const drainByHandleMessageBatch = drainBySqsConsumer({
  handleMessageBatch: (messages) => Promise.resolve(messages),
});

import { randomBytes, randomUUID } from 'node:crypto';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startStandIns } from '@jobs/stand-ins';
import { createMemoryQueues } from '../../memory/queues/create-memory-queues.ts';
import type { JobQueues, ReceivedMessage } from '../../port/job-queues.ts';
import { createTestClock, newJobId } from '../../testing/index.ts';
import { createJobStore } from '../create-job-store.ts';
import { loadJobStoreConfig } from '../load-job-store-config.ts';

const QUEUE = 'ledger-standard.fifo';

async function startOnSqs() {
  const { environment, stop } = await startStandIns({ prefix: `test-${randomBytes(4).toString('hex')}` });
  const config = loadJobStoreConfig(environment, ['queues']);
  const { aws, resources } = config;
  const sqs = new SQSClient({
    region: aws.region,
    ...(aws.credentials && { credentials: aws.credentials }),
    ...(aws.endpoints.sqs !== undefined && { endpoint: aws.endpoints.sqs }),
  });
  const name = `${resources.queues.urlPrefix.split('/').at(-1) ?? ''}${QUEUE}`;
  await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { FifoQueue: 'true' } }));
  sqs.destroy();
  const store = createJobStore(config);
  const stopAll = async () => {
    store.close();
    await stop();
  };
  return { queues: store.queues, stop: stopAll };
}

async function startInMemory() {
  const clock = { now: createTestClock().now, after: () => () => {} };
  return { queues: createMemoryQueues({ clock, queues: { [QUEUE]: undefined } }), stop: async () => {} };
}

const jobIdOf = (message: ReceivedMessage | undefined) =>
  message && 'jobId' in message.content ? message.content.jobId : undefined;

describe.each([
  ['SQS (fauxqs)', startOnSqs],
  ['memory', startInMemory],
])('a FIFO queue on %s', (_, start) => {
  let running: { readonly queues: JobQueues; stop(): Promise<void> };
  beforeAll(async () => {
    running = await start();
  });
  afterAll(() => running.stop());

  const send = async (orderGroup: string, count: number, more: { delaySeconds?: number } = {}) => {
    const messages = Array.from({ length: count }, () => ({ jobId: newJobId(), owner: 'acme', orderGroup, ...more }));
    await running.queues.sendMessages(QUEUE, messages);
    return messages.map(({ jobId }) => jobId);
  };
  const receiveOne = async () => {
    const options = { maxMessages: 1, waitSeconds: 0, visibilityTimeoutSeconds: 30 };
    const [message] = await running.queues.receiveMessages(QUEUE, options);
    return message;
  };
  const remove = async (message: ReceivedMessage | undefined) => {
    await running.queues.deleteMessages(QUEUE, [message?.receiptHandle ?? '']);
  };
  const giveBack = async (message: ReceivedMessage | undefined) => {
    const change = { receiptHandle: message?.receiptHandle ?? '', timeoutSeconds: 0 };
    await running.queues.changeVisibility(QUEUE, [change]);
  };

  test('gives out one message of a group at a time, in the order in which they were sent', async () => {
    const sent = await send(randomUUID(), 12);
    for (const jobId of sent) {
      const message = await receiveOne();
      expect(jobIdOf(message)).toBe(jobId);
      expect(await receiveOne()).toBeUndefined();
      await remove(message);
    }
  });

  test('gives out other groups meanwhile', async () => {
    const [first] = await send(randomUUID(), 1);
    const [second] = await send(randomUUID(), 1);
    const messages = [await receiveOne(), await receiveOne()];
    expect(new Set(messages.map(jobIdOf))).toEqual(new Set([first, second]));
    for (const message of messages) await remove(message);
  });

  test('keeps the place of a message that is given back', async () => {
    const [first, second] = await send(randomUUID(), 2);
    await giveBack(await receiveOne());
    const again = await receiveOne();
    expect(jobIdOf(again)).toBe(first);
    await remove(again);
    const next = await receiveOne();
    expect(jobIdOf(next)).toBe(second);
    await remove(next);
  });

  test('takes another message for a job right after the one before', async () => {
    const group = randomUUID();
    const message = { jobId: newJobId(), owner: 'acme', orderGroup: group };
    for (let time = 0; time < 2; time++) {
      await running.queues.sendMessages(QUEUE, [message]);
      const received = await receiveOne();
      expect(jobIdOf(received)).toBe(message.jobId);
      await remove(received);
    }
  });

  test('takes a message that was to be delayed, and delays it not', async () => {
    const [jobId] = await send(randomUUID(), 1, { delaySeconds: 900 });
    const message = await receiveOne();
    expect(jobIdOf(message)).toBe(jobId);
    await remove(message);
  });
});

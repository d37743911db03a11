import { describe, expect, test } from '@jest/globals';
import { queueName } from '@jobs/shared-contracts';
import type { SQSEvent } from 'aws-lambda';
import { fakeQueues, type Journal } from '../testing/fakes.ts';
import { testJobType } from '../testing/test-job-type.ts';
import { holdWhilePaused } from './hold-while-paused.ts';

const queue = queueName(testJobType.name, 'standard');
const eventOf = (...bodies: string[]): SQSEvent => ({
  Records: bodies.map((body, index) => ({
    messageId: `m${index}`,
    receiptHandle: `r${index}`,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: 'sender',
      ApproximateFirstReceiveTimestamp: '0',
      MessageGroupId: 'ada',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:eu-central-1:000000000000:jobs-test-${queue}`,
    awsRegion: 'eu-central-1',
  })),
});
const context = { getRemainingTimeInMillis: () => 60_000 };
const jobIds = [`job_${'a'.repeat(32)}`, `job_${'b'.repeat(32)}`];
const messages = jobIds.map((jobId) => JSON.stringify({ jobId }));

function setUp(paused: boolean) {
  const journal: Journal = [];
  const handled: SQSEvent[] = [];
  const handler = holdWhilePaused(
    (event) => {
      handled.push(event);
      return Promise.resolve({ batchItemFailures: [] });
    },
    { pauseGate: { isPaused: () => Promise.resolve(paused) }, queues: fakeQueues(journal), jobType: testJobType },
  );
  return { journal, handled, handler };
}

describe('a function whose job type is paused', () => {
  test('begins no job, and gives each a fresh message for later', async () => {
    const { journal, handled, handler } = setUp(true);
    await expect(handler(eventOf(...messages), context)).resolves.toEqual({ batchItemFailures: [] });
    expect(journal.toSorted()).toEqual(jobIds.map((jobId) => `send ${queue} ${jobId} 60`));
    expect(handled).toEqual([]);
  });

  test('leaves a message that names no job to become a dead letter', async () => {
    const { journal, handler } = setUp(true);
    const failed = { batchItemFailures: [{ itemIdentifier: 'm0' }] };
    await expect(handler(eventOf('nonsense'), context)).resolves.toEqual(failed);
    expect(journal).toEqual([]);
  });

  test('works as ever once it is not', async () => {
    const { journal, handled, handler } = setUp(false);
    const event = eventOf(...messages);
    await handler(event, context);
    expect([handled, journal]).toEqual([[event], []]);
  });
});

import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { startStandIns, type StandIns } from '@jobs/stand-ins';
import type { SQSEvent } from 'aws-lambda';
import type { InvocationResult } from '../functions/invoke-function.ts';
import { startSqsEventSource } from './start-sqs-event-source.ts';

let standIns: StandIns;
let sqs: SQSClient;
let queueUrl: string;
let source: { stop(): Promise<void> } | undefined;
beforeAll(async () => {
  standIns = await startStandIns();
  const { environment } = standIns;
  queueUrl = environment.WEBHOOK_QUEUE_URL;
  sqs = new SQSClient({
    region: environment.AWS_REGION,
    endpoint: environment.AWS_ENDPOINT_URL_SQS,
    credentials: { accessKeyId: environment.AWS_ACCESS_KEY_ID, secretAccessKey: environment.AWS_SECRET_ACCESS_KEY },
  });
});
afterEach(() => source?.stop());
afterAll(async () => {
  sqs.destroy();
  await standIns.stop();
});

const send = (MessageBody: string) => sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));

async function inFlight(): Promise<number> {
  const AttributeNames = ['ApproximateNumberOfMessagesNotVisible' as const];
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames }));
  return Number(Attributes?.['ApproximateNumberOfMessagesNotVisible']);
}

/** Starts the source on a function, and stops it once it has been given so many messages. @returns their bodies */
async function run(count: number, answer: (event: SQSEvent) => InvocationResult, reports: string[] = []) {
  const bodies: string[] = [];
  const enough = Promise.withResolvers<void>();
  source = startSqsEventSource({
    queueUrl,
    functionName: 'deliver-webhooks',
    batchSize: 10,
    environment: standIns.environment,
    report: (message) => reports.push(message),
    invoke: async (_name, event) => {
      bodies.push(...(event as SQSEvent).Records.map(({ body }) => body));
      if (bodies.length >= count) enough.resolve();
      return answer(event as SQSEvent);
    },
  });
  await enough.promise;
  await source.stop();
  return bodies;
}

test('deletes the messages that the function does not name as failed, and no others', async () => {
  await send('good');
  await send('bad');
  const reports: string[] = [];
  const bodies = await run(
    2,
    ({ Records }) => {
      const failed = Records.filter(({ body }) => body === 'bad');
      return {
        ok: true,
        result: { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) },
      };
    },
    reports,
  );
  expect(bodies.toSorted()).toEqual(['bad', 'good']);
  expect(reports).toEqual(['deliver-webhooks failed for 1 message(s)']);
  expect(await inFlight()).toBe(1);
});

test('keeps all messages of an invocation that failed', async () => {
  const before = await inFlight();
  await send('lost?');
  const reports: string[] = [];
  await run(1, () => ({ ok: false, errorMessage: 'out of memory' }), reports);
  expect(reports).toEqual(['deliver-webhooks failed: out of memory']);
  expect(await inFlight()).toBe(before + 1);
});

test('keeps all messages when the function names one that it was not given', async () => {
  const before = await inFlight();
  await send('kept');
  await run(1, () => ({ ok: true, result: { batchItemFailures: [{ itemIdentifier: 'unknown' }] } }));
  expect(await inFlight()).toBe(before + 1);
});

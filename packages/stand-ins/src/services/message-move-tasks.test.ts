import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buildApp } from 'fauxqs';
import { callSqs } from './call-fauxqs.ts';
import { moveMessagesOnRequest } from './message-move-tasks.ts';

const arnOf = (queue: string) => `arn:aws:sqs:us-east-1:000000000000:${queue}`;
const SourceArn = arnOf('dead-letters');

let app: ReturnType<typeof buildApp>;
const createQueue = (QueueName: string, Attributes = {}) => callSqs(app, 'CreateQueue', { QueueName, Attributes });
const leadsToDeadLetters = {
  RedrivePolicy: JSON.stringify({ deadLetterTargetArn: SourceArn, maxReceiveCount: 3 }),
};
const countOf = async (queue: string) => {
  const { Attributes } = await callSqs<{ Attributes: Record<string, string> }>(app, 'GetQueueAttributes', {
    QueueUrl: `/${queue}`,
    AttributeNames: ['ApproximateNumberOfMessages'],
  });
  return Number(Attributes['ApproximateNumberOfMessages']);
};

beforeEach(async () => {
  app = buildApp({ logger: false });
  moveMessagesOnRequest(app);
  await app.listen({ host: '127.0.0.1', port: 0 });
  await createQueue('dead-letters');
  await createQueue('high', leadsToDeadLetters);
  for (let index = 0; index < 12; index++) {
    await callSqs(app, 'SendMessage', { QueueUrl: '/dead-letters', MessageBody: String(index) });
  }
});
afterEach(async () => {
  await app.close();
});

test('all dead letters go back to the one queue that they can have come from', async () => {
  const answer = await callSqs<{ TaskHandle: string }>(app, 'StartMessageMoveTask', { SourceArn });
  expect(answer.TaskHandle).toMatch(/./);
  expect([await countOf('dead-letters'), await countOf('high')]).toEqual([0, 12]);
});

test('with several queues, the destination must be named', async () => {
  await createQueue('standard', leadsToDeadLetters);
  await expect(callSqs(app, 'StartMessageMoveTask', { SourceArn })).rejects.toThrow('name a DestinationArn');
  expect(await countOf('dead-letters')).toBe(12);
  await callSqs(app, 'StartMessageMoveTask', { SourceArn, DestinationArn: arnOf('standard') });
  expect([await countOf('high'), await countOf('standard')]).toEqual([0, 12]);
});

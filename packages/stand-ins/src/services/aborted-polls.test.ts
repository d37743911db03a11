import { once } from 'node:events';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buildApp } from 'fauxqs';
import { returnMessagesOfAbortedPolls } from './aborted-polls.ts';
import { callSqs } from './call-fauxqs.ts';

const QueueUrl = '/jobs';

let app: ReturnType<typeof buildApp>;
beforeEach(async () => {
  app = buildApp({ logger: false });
  returnMessagesOfAbortedPolls(app);
  await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await app.close();
});

test('a message that arrives after its receiver has gone is there for the next one', async () => {
  await callSqs(app, 'CreateQueue', { QueueName: 'jobs' });
  const poll = request({
    host: '127.0.0.1',
    port: (app.server.address() as AddressInfo).port,
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.ReceiveMessage' },
  });
  poll.on('error', () => {});
  const arrived = once(app.server, 'request');
  poll.end(JSON.stringify({ QueueUrl, WaitTimeSeconds: 20, VisibilityTimeout: 600 }));
  const [, response] = (await arrived) as [IncomingMessage, ServerResponse];
  // A receiver that is gone gets no answer: its response is closed before it could be finished.
  const isGone = once(response, 'close');
  poll.destroy();
  await isGone;

  await callSqs(app, 'SendMessage', { QueueUrl, MessageBody: 'work' });
  const { Messages = [] } = await callSqs<{ Messages?: { Body: string }[] }>(app, 'ReceiveMessage', {
    QueueUrl,
    WaitTimeSeconds: 20,
  });
  expect(Messages.map(({ Body }) => Body)).toEqual(['work']);
});

import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DeliveryList, DeliveryView, JobEvent, JobView, NewWebhookSecret } from '@jobs/shared-contracts';
import { Webhook } from 'standardwebhooks';
import { SAMPLE_JOB } from './ready-message.ts';
import { startLocalStack, type LocalStack } from './start-local-stack.ts';

const TIME_LIMIT_MS = 300_000;

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let stack: LocalStack;
let server: Server;
let received: Received[];
/** What the receiver does with the next requests, before it takes them all. */
let answers: (number | 'cut')[];
let arrived: PromiseWithResolvers<void>;
beforeEach(async () => {
  received = [];
  answers = [];
  arrived = Promise.withResolvers();
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    received.push({ headers: request.headers, body: await text(request) });
    const status = answers.shift() ?? 204;
    if (status === 'cut') return void request.socket.destroy();
    response.writeHead(status).end();
    if (status === 204) arrived.resolve();
  };
  server = createServer((request, response) => void receive(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stack = await startLocalStack({ pollIntervalMs: 100, shutdownGraceSeconds: 1 });
}, TIME_LIMIT_MS);
afterEach(async () => {
  await stack.stop();
  server.closeAllConnections();
  server.close();
}, TIME_LIMIT_MS);

async function call(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${stack.url}${path}`, {
    method,
    headers: { 'x-api-key': stack.apiKeys[0]?.key ?? '', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return response.json();
}

const portOf = () => (server.address() as AddressInfo).port;

/** The deliveries of the job, once the first of them is as it should be. */
async function deliveriesOf(id: string, holds: (first: DeliveryView) => boolean): Promise<readonly DeliveryView[]> {
  for (;;) {
    const { deliveries } = (await call('GET', `/v1/jobs/${id}/deliveries`)) as DeliveryList;
    if (deliveries[0] && holds(deliveries[0])) return deliveries;
    await pause(50);
  }
}

test.each([
  ['answers with an error', 500, { status: 500 }],
  ['breaks off in the middle of it', 'cut', { error: 'connection-failed' }],
] as const)(
  'a job tells its webhook how it ended, again after the receiver %s, and its owner reads that',
  async (_, answer, firstAttempt) => {
    const { secret } = (await call('POST', '/v1/webhook-secrets')) as NewWebhookSecret;
    answers = [answer];
    const url = `http://127.0.0.1:${portOf()}/hook`;
    const { id } = (await call('POST', '/v1/jobs', { ...SAMPLE_JOB, webhook: { url } })) as JobView;
    await arrived.promise;

    const events = received.map(
      ({ headers, body }) => new Webhook(secret).verify(body, headers as Record<string, string>) as JobEvent,
    );
    expect(events.map(({ type, subject }) => [type, subject])).toEqual([
      ['job.succeeded', id],
      ['job.succeeded', id],
    ]);
    // The answer was given a moment before it is written down.
    const deliveries = await deliveriesOf(id, ({ state }) => state === 'DELIVERED');
    expect(deliveries).toMatchObject([{ type: 'job.succeeded', attempts: [firstAttempt, { status: 204 }] }]);
  },
  TIME_LIMIT_MS,
);

test(
  'a webhook whose receiver was down when its job ended is told once it is up again',
  async () => {
    await call('POST', '/v1/webhook-secrets');
    const port = portOf();
    const url = `http://127.0.0.1:${port}/hook`;
    const closed = once(server, 'close');
    server.close();
    await closed;
    const { id } = (await call('POST', '/v1/jobs', { ...SAMPLE_JOB, webhook: { url } })) as JobView;
    const [pending] = await deliveriesOf(id, ({ attempts }) => attempts.length > 0);
    expect(pending).toMatchObject({ state: 'PENDING', attempts: [{ error: 'connection-failed' }] });

    server.listen(port, '127.0.0.1');
    await arrived.promise;
    expect(received.map(({ body }) => (JSON.parse(body) as JobEvent).subject)).toEqual([id]);
    await deliveriesOf(id, ({ state }) => state === 'DELIVERED');
  },
  TIME_LIMIT_MS,
);

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
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DeliveryList, JobEvent, JobView, NewWebhookSecret } from '@jobs/shared-contracts';
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
let answers: number[];
let arrived: PromiseWithResolvers<void>;
beforeEach(async () => {
  received = [];
  answers = [];
  arrived = Promise.withResolvers();
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    received.push({ headers: request.headers, body: await text(request) });
    const status = answers.shift() ?? 204;
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

test(
  'a job tells its webhook how it ended, again after a failure, and its owner reads that',
  async () => {
    const { secret } = (await call('POST', '/v1/webhook-secrets')) as NewWebhookSecret;
    answers = [500];
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
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
    let deliveries: DeliveryList['deliveries'] = [];
    while (deliveries[0]?.state !== 'DELIVERED') {
      ({ deliveries } = (await call('GET', `/v1/jobs/${id}/deliveries`)) as DeliveryList);
    }
    expect(deliveries).toMatchObject([{ type: 'job.succeeded', attempts: [{ status: 500 }, { status: 204 }] }]);
  },
  TIME_LIMIT_MS,
);

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DependencyError } from '@jobs/job-store';
import { LIMITS } from '@jobs/shared-contracts';
import { faultsOf } from '../testing/openapi-answers.ts';
import { openedBy, pushClients, webSocketEvent, type PushClients } from '../testing/push-clients.ts';
import { startApi, type TestApi } from '../testing/start-api.ts';

let api: TestApi;
let clients: PushClients;
beforeAll(async () => {
  api = await startApi();
  clients = pushClients(api);
});
afterAll(() => api.stop());

const takeTicket = () => Promise.reject(new DependencyError('DynamoDB', 'UpdateItem', true, new Error('throttled')));

describe('a ticket', () => {
  test('is answered as a URL that nobody keeps, and is in no log', async () => {
    const response = await api.call('create-connection');
    expect(faultsOf('create-connection', response)).toEqual([]);
    expect(response).toMatchObject({ statusCode: 201, headers: { 'cache-control': 'no-store' } });
    const { url } = JSON.parse(response.body ?? '') as { url: string };
    expect(url).toMatch(/^wss:\/\/push\.example\.com\/prod\?ticket=[\w-]{43}$/);
    const ticket = url.split('=')[1] ?? '';
    await clients.open(ticket);
    await clients.open(ticket);
    expect(api.log.text()).not.toContain(ticket);
  });

  test('opens one connection, whoever tries it again', async () => {
    const ticket = await clients.ticket();
    const answers = await Promise.all(Array.from({ length: 5 }, () => clients.open(ticket)));
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 401, 401, 401, 401]);
  });

  test('opens none once its time is over', async () => {
    const ticket = await clients.ticket();
    api.advance(LIMITS.connectionTicketSeconds * 1000);
    expect(await clients.open(ticket)).toMatchObject({ statusCode: 401 });
  });

  test.each([undefined, '', 'x'.repeat(43), '../ticket', 'ü'.repeat(43), 'x'.repeat(100_000)])(
    'opens none when it was never given: %p',
    async (ticket) => {
      expect(await clients.open(ticket)).toMatchObject({ statusCode: 401 });
    },
  );

  test('that could not be looked for is no bad one: the answer says nothing but that the fault is ours', async () => {
    const connect = api.createHandler('connect', {
      store: { connections: { ...api.store.connections, takeTicket } },
    });
    const query = { queryStringParameters: { ticket: 'x'.repeat(43) } };
    expect(await connect(webSocketEvent('connection', 'CONNECT', query))).toEqual({ statusCode: 500 });
  });
});

describe('a connection that is closed', () => {
  test('has no subscription any more', async () => {
    const connectionId = await openedBy(clients);
    await clients.send(connectionId, { action: 'subscribe', jobs: 'mine' });
    expect(await api.store.connections.listSubscribers({ owner: 'acme' })).toMatchObject([{ connectionId }]);
    await clients.close(connectionId);
    expect(await api.store.connections.listSubscribers({ owner: 'acme' })).toEqual([]);
  });
});

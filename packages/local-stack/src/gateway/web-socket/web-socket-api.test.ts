import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import type { InvocationResult } from '../../functions/invoke-function.ts';
import type { LoopbackServer } from '../../loopback-server.ts';
import { startGateway } from '../start-gateway.ts';
import { manualTimers } from './testing/manual-timers.ts';
import { createWebSocketApi, type WebSocketApi, type WebSocketApiOptions } from './web-socket-api.ts';
import type { WebSocketEvent } from './web-socket-event.ts';
import { WEB_SOCKET_LIMITS } from './web-socket-limits.ts';

const ROUTES = { $connect: 'connect', $disconnect: 'disconnect', $default: 'other', subscribe: 'push', ping: 'push' };
const OK = { ok: true, result: { statusCode: 200 } } as const;
const THROWS = { ok: false, errorMessage: 'boom' } as const;

type Answer = (name: string, event: WebSocketEvent) => InvocationResult | Promise<InvocationResult>;

/** Those of one route fail, and those of the other take for ever. */
const failingMessages: Answer = (name) => {
  if (name === 'push') return THROWS;
  return name === 'other' ? new Promise(() => {}) : OK;
};

let gateway: LoopbackServer | undefined;
let sockets: WebSocket[] = [];
afterEach(async () => {
  for (const socket of sockets) socket.terminate();
  sockets = [];
  await gateway?.close();
  gateway = undefined;
});

interface Invoked {
  readonly name: string;
  readonly event: WebSocketEvent;
}

async function start(answer: Answer = () => OK, options: Partial<WebSocketApiOptions> = {}) {
  const invoked: Invoked[] = [];
  let changed = Promise.withResolvers<void>();
  const api: WebSocketApi = createWebSocketApi({
    routes: ROUTES,
    invoke: async (name, event) => {
      invoked.push({ name, event: event as WebSocketEvent });
      changed.resolve();
      changed = Promise.withResolvers();
      return answer(name, event as WebSocketEvent);
    },
    ...options,
  });
  gateway = await startGateway({
    port: 0,
    document: { paths: {} },
    authorizer: { functionName: 'authorize', identityHeader: 'x-api-key', cacheMs: 0 },
    invoke: async () => THROWS,
    webSocketApi: api,
  });
  const { url } = gateway;
  /** Resolves with the first invocation of the function, once there is one. */
  const invocation = async (name: string): Promise<Invoked> => {
    for (;;) {
      const found = invoked.find((one) => one.name === name);
      if (found) return found;
      await changed.promise;
    }
  };
  return {
    api,
    invoked,
    invocation,
    connect: (path = '/') => openSocket(`${url.replace('http', 'ws')}${path}`),
  };
}

/** The socket once it is open, or the status and body that refused it. */
async function openSocket(url: string): Promise<{ socket: WebSocket; refused?: { status: number; body: string } }> {
  const socket = new WebSocket(url, { headers: { 'user-agent': 'a test' } });
  sockets.push(socket);
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve({ socket }));
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ socket, refused: { status: response.statusCode ?? 0, body } }));
    });
  });
}

async function answerTo(socket: WebSocket, message: string): Promise<unknown> {
  const answer = once(socket, 'message');
  socket.send(message);
  const [data] = (await answer) as [Buffer];
  return JSON.parse(data.toString());
}

const closing = async (socket: WebSocket) => {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return { code, reason: reason.toString() };
};

describe('a WebSocket', () => {
  test('is opened once the function of $connect has answered, and only that one is given the query', async () => {
    const answered = Promise.withResolvers<InvocationResult>();
    const { api, connect, invocation } = await start((name) => (name === 'connect' ? answered.promise : OK));
    const opening = connect('/?ticket=a%2Bb&x=1&x=2');
    const { event } = await invocation('connect');
    expect(api.connections.size).toBe(0);
    expect(event).toMatchObject({
      queryStringParameters: { ticket: 'a+b', x: '2' },
      multiValueQueryStringParameters: { x: ['1', '2'] },
      headers: { 'user-agent': 'a test' },
      requestContext: {
        routeKey: '$connect',
        eventType: 'CONNECT',
        messageDirection: 'IN',
        identity: { sourceIp: '127.0.0.1', userAgent: 'a test' },
        domainName: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
        connectedAt: expect.any(Number),
        requestTimeEpoch: expect.any(Number),
        requestId: expect.any(String),
      },
      isBase64Encoded: false,
    });
    expect(event).not.toHaveProperty('body');

    answered.resolve(OK);
    const { socket } = await opening;
    expect([...api.connections.keys()]).toEqual([event.requestContext.connectionId]);
    socket.send('{"action":"ping"}');
    const message = await invocation('push');
    expect(message.event).toEqual({
      requestContext: {
        ...event.requestContext,
        routeKey: 'ping',
        eventType: 'MESSAGE',
        messageId: expect.any(String),
        requestId: expect.any(String),
        extendedRequestId: expect.any(String),
        requestTime: expect.any(String),
        requestTimeEpoch: expect.any(Number),
      },
      body: '{"action":"ping"}',
      isBase64Encoded: false,
    });
    expect(message.event.requestContext.requestId).not.toBe(event.requestContext.requestId);
  });

  test.each([
    ['answers 401', { ok: true, result: { statusCode: 401 } } as const, 401],
    ['answers 403', { ok: true, result: { statusCode: 403 } } as const, 403],
    ['answers 500', { ok: true, result: { statusCode: 500 } } as const, 500],
    ['throws', THROWS, 502],
    ['answers no status', { ok: true, result: null } as const, 502],
  ])('is refused when the function of $connect %s', async (_, outcome, status) => {
    const { api, connect, invoked } = await start(() => outcome);
    expect((await connect()).refused).toEqual({ status, body: '{"message":"Forbidden"}' });
    expect(api.connections.size).toBe(0);
    expect(invoked.map(({ name }) => name)).toEqual(['connect']);
  });

  test('is refused when the function of $connect takes too long, and on a path that is none of the API', async () => {
    const { connect, invoked } = await start(() => new Promise(() => {}), { integrationTimeoutMs: 20 });
    expect((await connect('/elsewhere')).refused).toMatchObject({ status: 403 });
    expect(invoked).toEqual([]);
    expect((await connect()).refused).toMatchObject({ status: 502 });
  });

  test.each([
    ['a known action', '{"action":"subscribe","jobId":"1"}', 'push', 'subscribe'],
    ['an unknown action', '{"action":"shout"}', 'other', '$default'],
    ['an action of the gateway’s own', '{"action":"$connect"}', 'other', '$default'],
    ['an action that every object has', '{"action":"toString"}', 'other', '$default'],
    ['an action that is no text', '{"action":7}', 'other', '$default'],
    ['no object', '[]', 'other', '$default'],
    ['no JSON', 'hello', 'other', '$default'],
  ])('hands a message with %s on to its route', async (_, body, name, routeKey) => {
    const { connect, invocation } = await start();
    (await connect()).socket.send(body);
    expect((await invocation(name)).event).toMatchObject({ body, requestContext: { routeKey, eventType: 'MESSAGE' } });
  });

  test('is told when the function of a message fails or takes too long, and stays open', async () => {
    const { api, connect } = await start(failingMessages, { integrationTimeoutMs: 50 });
    const { socket } = await connect();
    const [connectionId] = api.connections.keys();
    const error = { message: 'Internal server error', connectionId, requestId: expect.any(String) };
    expect(await answerTo(socket, '{"action":"ping"}')).toEqual(error);
    expect(await answerTo(socket, 'slow')).toEqual(error);
  });

  test('is told that a message without a route is forbidden', async () => {
    const { connect } = await start(() => OK, { routes: { $connect: 'connect', ping: 'push' } });
    const { socket } = await connect();
    expect(await answerTo(socket, '{"action":"shout"}')).toMatchObject({ message: 'Forbidden' });
  });

  test('that its client has closed is told to the function of $disconnect', async () => {
    const { api, connect, invocation } = await start();
    const { socket } = await connect();
    const [connectionId] = api.connections.keys();
    socket.close(4000, 'enough');
    expect((await invocation('disconnect')).event.requestContext).toMatchObject({
      connectionId,
      routeKey: '$disconnect',
      eventType: 'DISCONNECT',
      disconnectStatusCode: 4000,
      disconnectReason: 'enough',
    });
    expect(api.connections.size).toBe(0);
  });

  test('that broke off is told to the function of $disconnect, also while $connect was under way', async () => {
    const answered = Promise.withResolvers<InvocationResult>();
    const { api, connect, invocation, invoked } = await start((name) => (name === 'connect' ? answered.promise : OK));
    const failed = connect().catch((error: unknown) => error);
    const { event } = await invocation('connect');
    sockets[0]?.terminate();
    await failed;
    answered.resolve(OK);
    const { connectionId } = event.requestContext;
    expect((await invocation('disconnect')).event.requestContext).toMatchObject({ connectionId });
    expect(api.connections.size).toBe(0);

    invoked.length = 0;
    (await connect()).socket.terminate();
    expect((await invocation('disconnect')).event.requestContext).toMatchObject({ disconnectStatusCode: 1006 });
  });

  test('is closed with 1009 by a message above 128 KB, and takes one of 128 KB', async () => {
    const { connect, invocation } = await start();
    const { socket } = await connect();
    socket.send('x'.repeat(WEB_SOCKET_LIMITS.messageBytes));
    expect((await invocation('other')).event.body).toHaveLength(WEB_SOCKET_LIMITS.messageBytes);
    const closed = closing(socket);
    socket.send('x'.repeat(WEB_SOCKET_LIMITS.messageBytes + 1));
    expect(await closed).toMatchObject({ code: 1009 });
  });

  test('is closed with 1003 by a binary frame', async () => {
    const { connect, invoked } = await start();
    const { socket } = await connect();
    const closed = closing(socket);
    socket.send(Buffer.from('{"action":"ping"}'));
    expect(await closed).toMatchObject({ code: 1003 });
    expect(invoked.map(({ name }) => name)).not.toContain('push');
  });
});

describe('a WebSocket ends', () => {
  test('ten minutes after the last message in either direction', async () => {
    const timers = manualTimers();
    const { api, connect, invocation } = await start(() => OK, { timers });
    const { socket } = await connect();
    timers.advance(WEB_SOCKET_LIMITS.idleMs - 1);
    socket.send('{"action":"ping"}');
    await invocation('push');
    timers.advance(WEB_SOCKET_LIMITS.idleMs - 1);
    const received = once(socket, 'message');
    const [connection] = api.connections.values();
    await connection?.send('news');
    await received;
    timers.advance(WEB_SOCKET_LIMITS.idleMs - 1);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    const closed = closing(socket);
    timers.advance(1);
    expect(await closed).toEqual({ code: 1001, reason: 'Going away' });
    expect((await invocation('disconnect')).event.requestContext).toMatchObject({ disconnectStatusCode: 1001 });
  });

  test('two hours after it began, however much is said', async () => {
    const timers = manualTimers();
    const { api, connect, invocation } = await start(() => OK, { timers });
    const { socket } = await connect();
    const closed = closing(socket);
    const [connection] = api.connections.values();
    for (let minute = 0; minute < 120; minute += 5) {
      expect(await connection?.send('news')).toBe(true);
      timers.advance(5 * 60_000);
    }
    expect(await closed).toEqual({ code: 1001, reason: 'Going away' });
    await invocation('disconnect');
    expect(timers.pending()).toBe(0);
  });
});

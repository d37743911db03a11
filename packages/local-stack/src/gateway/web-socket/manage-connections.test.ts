import { once } from 'node:events';
import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  ForbiddenException,
  GetConnectionCommand,
  GoneException,
  PayloadTooLargeException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import type { LoopbackServer } from '../../loopback-server.ts';
import { startGateway } from '../start-gateway.ts';
import { newConnectionId } from './connection-id.ts';
import { createWebSocketApi, type WebSocketApi } from './web-socket-api.ts';
import { WEB_SOCKET_LIMITS } from './web-socket-limits.ts';

let api: WebSocketApi;
let gateway: LoopbackServer;
let sdk: ApiGatewayManagementApiClient;
let socket: WebSocket;
let ConnectionId: string;
let disconnected: PromiseWithResolvers<void>;
beforeEach(async () => {
  disconnected = Promise.withResolvers();
  api = createWebSocketApi({
    routes: { $disconnect: 'disconnect' },
    invoke: async () => {
      disconnected.resolve();
      return { ok: true, result: null };
    },
  });
  gateway = await startGateway({
    port: 0,
    document: { paths: {} },
    authorizer: { functionName: 'authorize', identityHeader: 'x-api-key', cacheMs: 0 },
    invoke: async () => ({ ok: true, result: null }),
    webSocketApi: api,
  });
  sdk = new ApiGatewayManagementApiClient({
    endpoint: gateway.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'function-push-events', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  socket = new WebSocket(gateway.url.replace('http', 'ws'));
  await once(socket, 'open');
  ConnectionId = [...api.connections.keys()][0] ?? '';
});
afterEach(async () => {
  socket.terminate();
  sdk.destroy();
  await gateway.close();
});

const post = (id: string, Data: string) => sdk.send(new PostToConnectionCommand({ ConnectionId: id, Data }));
const refusalOf = (sending: Promise<unknown>) => sending.catch((error: unknown) => error);

describe('the management endpoint, through the SDK', () => {
  test('sends a text to a connection', async () => {
    const received = once(socket, 'message');
    await post(ConnectionId, '{"type":"pong","grüße":1}');
    const [data, isBinary] = (await received) as [Buffer, boolean];
    expect([data.toString(), isBinary]).toEqual(['{"type":"pong","grüße":1}', false]);
  });

  test('sends in the order in which it is asked to', async () => {
    const received: string[] = [];
    const all = Promise.withResolvers<void>();
    socket.on('message', (data: Buffer) => {
      received.push(data.toString());
      if (received.length === 20) all.resolve();
    });
    const sent = Array.from({ length: 20 }, (_, index) => String(index));
    for (const text of sent) await post(ConnectionId, text);
    await all.promise;
    expect(received).toEqual(sent);
  });

  test('describes a connection', async () => {
    expect(await sdk.send(new GetConnectionCommand({ ConnectionId }))).toMatchObject({
      ConnectedAt: expect.any(Date),
      LastActiveAt: expect.any(Date),
      Identity: { SourceIp: '127.0.0.1', UserAgent: '' },
    });
  });

  test('closes a connection', async () => {
    const closed = once(socket, 'close');
    await sdk.send(new DeleteConnectionCommand({ ConnectionId }));
    expect((await closed)[0]).toBe(1000);
  });

  test('knows no connection that is gone, or never was', async () => {
    expect(await refusalOf(post(newConnectionId(), 'news'))).toBeInstanceOf(GoneException);
    const [connection] = api.connections.values();
    socket.terminate();
    await disconnected.promise;
    expect(await refusalOf(post(ConnectionId, 'news'))).toBeInstanceOf(GoneException);
    expect(await connection?.send('news')).toBe(false);
    expect(await refusalOf(sdk.send(new GetConnectionCommand({ ConnectionId })))).toBeInstanceOf(GoneException);
    expect(await refusalOf(sdk.send(new DeleteConnectionCommand({ ConnectionId })))).toBeInstanceOf(GoneException);
  });

  test('sends at most 128 KB', async () => {
    const { messageBytes } = WEB_SOCKET_LIMITS;
    await post(ConnectionId, 'x'.repeat(messageBytes));
    const refused = await refusalOf(post(ConnectionId, 'x'.repeat(messageBytes + 1)));
    expect(refused).toBeInstanceOf(PayloadTooLargeException);
  });

  test('is closed to whoever does not sign, such as a page', async () => {
    const path = `${gateway.url}/@connections/${encodeURIComponent(ConnectionId)}`;
    const response = await fetch(path, { method: 'POST', body: 'news', headers: { origin: 'http://evil.example' } });
    expect({ status: response.status, type: response.headers.get('x-amzn-errortype') }).toEqual({
      status: 403,
      type: ForbiddenException.name,
    });
  });
});

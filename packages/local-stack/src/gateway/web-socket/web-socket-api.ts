import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { InvocationResult, InvokeFunction } from '../../functions/invoke-function.ts';
import { withinTime } from '../../within-time.ts';
import { newConnectionId } from './connection-id.ts';
import { openConnection, type OpenConnection } from './open-connection.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { routeOf, selectRoute, type WebSocketRoutes } from './select-route.ts';
import { systemTimers, type Timers } from './timers.ts';
import {
  connectEvent,
  disconnectEvent,
  messageEvent,
  type ConnectionFacts,
  type EventFacts,
  type WebSocketEvent,
} from './web-socket-event.ts';
import { WEB_SOCKET_LIMITS } from './web-socket-limits.ts';

export interface WebSocketApiOptions {
  readonly routes: WebSocketRoutes;
  readonly invoke: InvokeFunction;
  /** Default: the system's. */
  readonly timers?: Timers;
  /** Default: API Gateway's 29 s. */
  readonly integrationTimeoutMs?: number;
}

/**
 * What an API Gateway WebSocket API does in front of Lambda functions; route selection by `$request.body.action`. The
 * frames are read and written by `ws`: Node has a client for WebSockets, and no server.
 */
export interface WebSocketApi {
  /** Takes an upgrade request of an HTTP server: on `/` only. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  /** Those that are open: for the management endpoint. */
  readonly connections: ReadonlyMap<string, OpenConnection>;
  /** Breaks off all connections, and tells no function. */
  close(): void;
}

const UNSUPPORTED_DATA = 1003;
const OWN_ERRORS = { internal: 'Internal server error', forbidden: 'Forbidden' } as const;

export function createWebSocketApi(options: WebSocketApiOptions): WebSocketApi {
  const { routes, timers = systemTimers, integrationTimeoutMs = WEB_SOCKET_LIMITS.integrationTimeoutMs } = options;
  const connections = new Map<string, OpenConnection>();
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: WEB_SOCKET_LIMITS.messageBytes,
  });
  let isClosed = false;

  async function invoke(functionName: string, event: WebSocketEvent): Promise<InvocationResult> {
    const answer = await withinTime(options.invoke(functionName, event), integrationTimeoutMs);
    return answer.inTime ? answer.value : { ok: false, errorMessage: 'Endpoint request timed out' };
  }

  const eventFacts = (connection: ConnectionFacts): EventFacts => ({
    connection,
    requestId: randomUUID(),
    now: timers.now(),
  });

  async function onDisconnect(facts: ConnectionFacts, code: number, reason: string) {
    connections.delete(facts.connectionId);
    const route = routeOf(routes, '$disconnect');
    // As good as it goes: nobody is there any more to be told of a failure.
    if (route && !isClosed) await invoke(route.functionName, disconnectEvent(eventFacts(facts), code, reason));
  }

  async function onMessage(connection: OpenConnection, text: string) {
    const facts = eventFacts(connection.facts);
    const { connectionId } = connection.facts;
    const sendError = (message: string) =>
      connection.send(JSON.stringify({ message, connectionId, requestId: facts.requestId }));
    const route = selectRoute(routes, text);
    if (!route) return void sendError(OWN_ERRORS.forbidden);
    const outcome = await invoke(route.functionName, messageEvent(facts, route.routeKey, text));
    if (!outcome.ok) await sendError(OWN_ERRORS.internal);
  }

  function onOpen(socket: WebSocket, facts: ConnectionFacts) {
    const connection = openConnection(socket, facts, timers);
    connections.set(facts.connectionId, connection);
    // A close follows.
    socket.on('error', () => {});
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      connection.noteActivity();
      if (isBinary) connection.close(UNSUPPORTED_DATA, 'Unsupported data');
      else void onMessage(connection, data.toString());
    });
    socket.on('close', (code, reason) => void onDisconnect(facts, code, reason.toString()));
  }

  return {
    connections,
    async upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      if (request.url?.split('?')[0] !== '/') return refuseUpgrade(socket, 403, OWN_ERRORS.forbidden);
      const facts = connectionFacts(request, timers.now());
      const route = routeOf(routes, '$connect');
      const outcome = route && (await invoke(route.functionName, connectEvent(eventFacts(facts), request)));
      const refusal = refusalOf(outcome);
      if (isClosed || refusal !== undefined) return refuseUpgrade(socket, refusal ?? 503, OWN_ERRORS.forbidden);
      // The client has not waited, and has no connection; but the function knows one.
      if (socket.destroyed) return onDisconnect(facts, 1006, '');
      server.handleUpgrade(request, socket, head, (open) => onOpen(open, facts));
    },
    close() {
      isClosed = true;
      for (const connection of connections.values()) connection.terminate();
      server.close();
    },
  };
}

function connectionFacts({ socket, headers }: IncomingMessage, connectedAt: number): ConnectionFacts {
  return {
    connectionId: newConnectionId(),
    connectedAt,
    sourceIp: socket.remoteAddress ?? '127.0.0.1',
    userAgent: headers['user-agent'] ?? '',
    domainName: headers.host ?? 'localhost',
  };
}

/** The status that refuses the connection: the function's own if it is not 2xx, and 502 when it failed. */
function refusalOf(outcome: InvocationResult | undefined): number | undefined {
  if (!outcome) return undefined;
  const status = outcome.ok ? statusCodeOf(outcome.result) : undefined;
  if (status === undefined || status < 200 || status > 599) return 502;
  return status < 300 ? undefined : status;
}

function statusCodeOf(result: unknown): number | undefined {
  const status = typeof result === 'object' && result !== null && 'statusCode' in result ? result.statusCode : NaN;
  return Number.isInteger(Number(status)) ? Number(status) : undefined;
}

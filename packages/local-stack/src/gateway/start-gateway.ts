import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { ServeDashboard } from '../dashboard/serve-dashboard.ts';
import type { InvokeFunction } from '../functions/invoke-function.ts';
import { listenOnLoopback, type LoopbackServer } from '../loopback-server.ts';
import { createAuthorizer, type AuthorizerSettings } from './authorize-request.ts';
import { corsHeaders, preflightAnswer } from './cors.ts';
import { ownAnswer, type GatewayAnswer } from './gateway-answer.ts';
import { readRequest, type GatewayRequest } from './gateway-request.ts';
import { HTTP_API_LIMITS } from './http-api-limits.ts';
import { proxyAnswer } from './proxy-answer.ts';
import { proxyEvent } from './proxy-event.ts';
import { createRouteTable, type RoutedDocument } from './route-table.ts';
import { manageConnections } from './web-socket/manage-connections.ts';
import type { WebSocketApi } from './web-socket/web-socket-api.ts';
import { withinTime } from '../within-time.ts';

export interface GatewayOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Its operations are the routes. */
  readonly document: RoutedDocument;
  readonly authorizer: AuthorizerSettings;
  readonly invoke: InvokeFunction;
  /** Pages on the same port, of no concern to the API; on AWS they have a host of their own. */
  readonly serveDashboard?: ServeDashboard;
  /** Served on the same port, with its management endpoint; on AWS it has a host of its own. */
  readonly webSocketApi?: WebSocketApi;
  /** Milliseconds since the epoch; default: the clock. */
  readonly now?: () => number;
  /** Default: API Gateway's 30 s. */
  readonly integrationTimeoutMs?: number;
}

/** Room for the gateway's own check of the header size, and its own answer: Node's parser gives up at this. */
const PARSER_HEADER_BYTES = 64 * 1024;

/**
 * Starts an HTTP server on loopback that does what an API Gateway HTTP API does in front of Lambda functions, and a
 * WebSocket API beside it.
 */
export async function startGateway(options: GatewayOptions): Promise<LoopbackServer> {
  const { webSocketApi } = options;
  const answerRequest = createRequestHandler(options);
  const server = createServer({ maxHeaderSize: PARSER_HEADER_BYTES }, (message, response) => {
    void respond(message, response, answerRequest, options.serveDashboard);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
    const { statusCode, body } = ownAnswer(error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400);
    const head = `HTTP/1.1 ${statusCode} Error\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
    return void socket.end(`${head}\r\nConnection: close\r\n\r\n${body.toString()}`);
  });
  if (!webSocketApi) return listenOnLoopback(server, options.port);
  server.on('upgrade', (message, socket, head) => void webSocketApi.upgrade(message, socket, head));
  const listening = await listenOnLoopback(server, options.port);
  return {
    ...listening,
    close() {
      // The server waits for all connections.
      webSocketApi.close();
      return listening.close();
    },
  };
}

type AnswerRequest = (request: GatewayRequest, requestId: string) => Promise<GatewayAnswer>;

function createRequestHandler(options: GatewayOptions): AnswerRequest {
  const { invoke, now = Date.now, integrationTimeoutMs = HTTP_API_LIMITS.integrationTimeoutMs } = options;
  const findRoute = createRouteTable(options.document);
  const authorizeRequest = createAuthorizer(options.authorizer, invoke);

  return async function answerRequest(request, requestId) {
    const managed = options.webSocketApi && (await manageConnections(request, options.webSocketApi.connections));
    if (managed) return managed;
    const match = findRoute(request.method, request.path);
    if (!match) return ownAnswer(404);
    const invocation = { request, match, requestId, now: now() };

    const authorization = await authorizeRequest(invocation);
    if (authorization.outcome === 'unidentified') return ownAnswer(401);
    if (authorization.outcome === 'denied') return ownAnswer(403);
    if (authorization.outcome === 'failed') return ownAnswer(500);

    const event = proxyEvent(invocation, authorization.context);
    if (Buffer.byteLength(event.body ?? '') > HTTP_API_LIMITS.functionPayloadBytes) return ownAnswer(413);
    const answer = await withinTime(invoke(match.functionName, event), integrationTimeoutMs);
    if (!answer.inTime) return ownAnswer(503);
    return answer.value.ok ? proxyAnswer(answer.value.result) : ownAnswer(500);
  };
}

async function respond(
  message: IncomingMessage,
  response: ServerResponse,
  answerRequest: AnswerRequest,
  serveDashboard: ServeDashboard | undefined,
) {
  try {
    const read = await readRequest(message);
    const requestId = randomUUID();
    const page = read.ok ? serveDashboard?.(read.request) : undefined;
    const answer = read.ok
      ? (page ?? preflightAnswer(read.request) ?? (await answerRequest(read.request, requestId)))
      : ownAnswer(read.status);
    const headers = {
      ...answer.headers,
      // A page is nobody's to read but its own: it signs itself in.
      ...(read.ok && !page && corsHeaders(read.request)),
      'apigw-requestid': requestId,
      ...(answer.statusCode !== 204 && answer.statusCode !== 304 && { 'content-length': String(answer.body.length) }),
    };
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.writeHead(answer.statusCode).end(answer.body);
  } catch {
    // A header that HTTP can't carry, or a client that went away while its request was read.
    const { statusCode, body } = ownAnswer(500);
    if (!response.headersSent) response.writeHead(statusCode, { 'content-type': 'application/json' });
    response.end(body);
  }
}

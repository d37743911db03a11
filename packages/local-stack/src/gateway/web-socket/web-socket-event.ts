import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayEventWebsocketRequestContextV2 } from 'aws-lambda';
import { API_ID, commonLogTime } from '../proxy-event.ts';

/** What an event says of its connection. */
export interface ConnectionFacts {
  readonly connectionId: string;
  /** Milliseconds since the epoch. */
  readonly connectedAt: number;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** The host that the client has called. */
  readonly domainName: string;
}

export interface EventFacts {
  readonly connection: ConnectionFacts;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

type RequestContext = Omit<APIGatewayEventWebsocketRequestContextV2, 'messageId'> & {
  readonly messageId?: string;
  readonly identity: { readonly sourceIp: string; readonly userAgent: string };
  readonly disconnectStatusCode?: number;
  readonly disconnectReason?: string;
};

/** API Gateway's event for a Lambda integration of a WebSocket API. */
export interface WebSocketEvent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[]>>;
  readonly requestContext: RequestContext;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

/** The only one that has the request's headers and query. */
export function connectEvent(facts: EventFacts, request: IncomingMessage): WebSocketEvent {
  const multiValueHeaders: Record<string, string[]> = {};
  for (const [name, values = []] of Object.entries(request.headersDistinct)) multiValueHeaders[name] = values;
  const query = new URLSearchParams(request.url?.split('?')[1]);
  const names = [...new Set(query.keys())];
  return {
    headers: lastOf(multiValueHeaders),
    multiValueHeaders,
    ...(names.length > 0 && {
      queryStringParameters: Object.fromEntries(names.map((name) => [name, query.getAll(name).at(-1) ?? ''])),
      multiValueQueryStringParameters: Object.fromEntries(names.map((name) => [name, query.getAll(name)])),
    }),
    requestContext: requestContext(facts, '$connect', 'CONNECT'),
    isBase64Encoded: false,
  };
}

export const messageEvent = (facts: EventFacts, routeKey: string, body: string): WebSocketEvent => ({
  requestContext: { ...requestContext(facts, routeKey, 'MESSAGE'), messageId: randomUUID() },
  body,
  isBase64Encoded: false,
});

export function disconnectEvent(facts: EventFacts, code: number, reason: string): WebSocketEvent {
  const { domainName: host, sourceIp } = facts.connection;
  const headers = { host, 'x-forwarded-for': sourceIp };
  return {
    headers,
    multiValueHeaders: { host: [host], 'x-forwarded-for': [sourceIp] },
    requestContext: {
      ...requestContext(facts, '$disconnect', 'DISCONNECT'),
      disconnectStatusCode: code,
      disconnectReason: reason,
    },
    isBase64Encoded: false,
  };
}

const lastOf = (multiValue: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(multiValue).map(([name, values]) => [name, values.at(-1) ?? '']));

function requestContext(
  { connection, requestId, now }: EventFacts,
  routeKey: string,
  eventType: RequestContext['eventType'],
): RequestContext {
  const { connectionId, connectedAt, domainName, sourceIp, userAgent } = connection;
  return {
    routeKey,
    eventType,
    extendedRequestId: requestId,
    requestTime: commonLogTime(now),
    messageDirection: 'IN',
    stage: '$default',
    connectedAt,
    requestTimeEpoch: now,
    identity: { userAgent, sourceIp },
    requestId,
    domainName,
    connectionId,
    apiId: API_ID,
  };
}

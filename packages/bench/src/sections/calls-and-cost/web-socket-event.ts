import type { WebSocketEvent } from '@jobs/api-handlers';

type EventType = WebSocketEvent['requestContext']['eventType'];

/** What API Gateway's WebSocket API sends a function. */
export function webSocketEvent(
  connectionId: string,
  eventType: EventType,
  more: { readonly body?: string; readonly queryStringParameters?: Readonly<Record<string, string>> },
): WebSocketEvent & typeof more {
  const now = Date.now();
  return {
    ...more,
    isBase64Encoded: false,
    requestContext: {
      routeKey: { CONNECT: '$connect', DISCONNECT: '$disconnect', MESSAGE: '$default' }[eventType],
      eventType,
      connectionId,
      messageId: 'message',
      requestId: 'request',
      extendedRequestId: 'request',
      requestTime: new Date(now).toISOString(),
      requestTimeEpoch: now,
      connectedAt: now,
      messageDirection: 'IN',
      stage: 'prod',
      domainName: 'push.example.com',
      apiId: 'bench',
    },
  };
}

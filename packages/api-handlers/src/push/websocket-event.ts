import type { APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';

/** What API Gateway's WebSocket API sends: with a query string for `$connect`, with a body for messages. */
export type WebSocketEvent = APIGatewayProxyWebsocketEventV2;

/** For `$connect`, anything but 200 refuses the connection. For the others, nobody reads it. */
interface WebSocketResponse {
  readonly statusCode: number;
}

export type WebSocketHandler = (event: WebSocketEvent) => Promise<WebSocketResponse>;

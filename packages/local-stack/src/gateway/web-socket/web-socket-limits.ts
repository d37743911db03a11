/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 * Of these, the size of a frame is not measured here: what a client of this protocol sends is far smaller.
 */
export const WEB_SOCKET_LIMITS = {
  messageBytes: 128 * 1024,
  integrationTimeoutMs: 29_000,
  /** Without a message in either direction. */
  idleMs: 10 * 60_000,
  connectionMs: 2 * 60 * 60_000,
} as const;

import type { WebSocketHandler } from '../push/websocket-event.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { DisconnectConfig } from './load-config.ts';

/**
 * `$disconnect`: forgets the connection and its subscriptions. API Gateway does its best to call it, and no more: what
 * it misses is found gone when something is pushed, or expires.
 */
export function createHandler(config: DisconnectConfig, overrides: HandlerOverrides = {}): WebSocketHandler {
  const { store, logger } = openRuntimeWithStore(config, overrides);
  return async ({ requestContext: { connectionId, requestId } }) => {
    await store.connections.closeConnection(connectionId);
    logger.info({ operation: 'disconnect', requestId, connectionId }, 'disconnected');
    return { statusCode: 200 };
  };
}

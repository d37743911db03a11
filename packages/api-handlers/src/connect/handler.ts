import { hashTicket, isTicket } from '../push/tickets.ts';
import type { WebSocketHandler } from '../push/websocket-event.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { ConnectConfig } from './load-config.ts';

/**
 * `$connect`: uses the ticket up. Whoever has none that is good is told nothing but 401. A fault of ours is 500, without
 * a word more, so that it is not taken for a bad ticket.
 */
export function createHandler(config: ConnectConfig, overrides: HandlerOverrides = {}): WebSocketHandler {
  const { store, logger } = openRuntimeWithStore(config, overrides);
  return async ({ queryStringParameters, requestContext: { connectionId, requestId } }) => {
    const log = logger.child({ operation: 'connect', requestId, connectionId });
    try {
      const ticket = queryStringParameters?.['ticket'];
      const owner = isTicket(ticket) ? await store.connections.takeTicket(hashTicket(ticket), connectionId) : undefined;
      if (owner === undefined) {
        log.info({ status: 401 }, 'refused');
        return { statusCode: 401 };
      }
      await store.connections.openConnection(connectionId, owner);
      log.info({ status: 200 }, 'connected');
      return { statusCode: 200 };
    } catch (error) {
      log.error({ err: error }, 'failed');
      return { statusCode: 500 };
    }
  };
}

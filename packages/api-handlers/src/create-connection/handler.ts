import { LIMITS, type ConnectionTicket } from '@jobs/shared-contracts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { hashTicket, newTicket } from '../push/tickets.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { CreateConnectionConfig } from './load-config.ts';

/**
 * Gives a ticket for one connection. Browsers can't send a header when they open a WebSocket, and a key in a URL would
 * be in logs and histories: a ticket that is found there is used up, or expired.
 */
export function createHandler(config: CreateConnectionConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'create-connection',
    logger,
    now,
    handle: async ({ owner }) => {
      const ticket = newTicket();
      const expiresAt = now() + LIMITS.connectionTicketSeconds * 1000;
      await store.connections.createTicket(hashTicket(ticket), { owner, expiresAt });
      const url = new URL(config.webSocketUrl);
      url.searchParams.set('ticket', ticket);
      const answer: ConnectionTicket = { url: url.href, expiresAt: new Date(expiresAt).toISOString() };
      return jsonResponse(201, answer, { 'cache-control': 'no-store' });
    },
  });
}

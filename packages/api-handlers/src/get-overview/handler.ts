import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import { readOverview } from './read-overview.ts';
import type { GetOverviewConfig } from './load-config.ts';

export function createHandler(config: GetOverviewConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'get-overview',
    logger,
    now,
    handle: async ({ log }) =>
      jsonResponse(200, await readOverview({ ...store, now, log }), { 'cache-control': 'no-store' }),
  });
}

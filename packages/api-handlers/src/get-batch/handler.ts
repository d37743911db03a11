import { ownBatch } from '../batches/own-batch.ts';
import { presentBatch } from '../batches/present-batch.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { GetBatchConfig } from './load-config.ts';

export function createHandler(config: GetBatchConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'get-batch',
    logger,
    now,
    handle: async (request) => {
      const batch = await ownBatch(store.batches, request);
      return jsonResponse(200, await presentBatch(store.batches, batch), { 'cache-control': 'private, no-cache' });
    },
  });
}

import type { BatchList } from '@jobs/shared-contracts';
import { batchCursorOf, batchPlaceOf, readPage } from '../batches/batch-cursor.ts';
import { presentBatch } from '../batches/present-batch.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { ListBatchesConfig } from './load-config.ts';

export function createHandler(config: ListBatchesConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'list-batches',
    logger,
    now,
    handle: async ({ owner, query }) => {
      const page = await store.batches.listBatches({ owner, ...readPage(query, batchPlaceOf) });
      const answer: BatchList = {
        batches: await Promise.all(page.batches.map((batch) => presentBatch(store.batches, batch))),
        ...(page.next && { nextCursor: batchCursorOf(page.next) }),
      };
      return jsonResponse(200, answer, { 'cache-control': 'private, no-cache' });
    },
  });
}

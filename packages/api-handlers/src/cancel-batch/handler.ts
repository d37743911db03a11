import { cancelMembers, requestBatchCancel } from '../batches/cancel-members.ts';
import { ownBatch } from '../batches/own-batch.ts';
import { presentBatch } from '../batches/present-batch.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { CancelBatchConfig } from './load-config.ts';

/** API Gateway waits for 30 s; what is left then, the reconciler does. */
const CANCEL_MS = 20_000;

export function createHandler(config: CancelBatchConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const dependencies = { ...store, eventSource: config.store.resources.events.source, now };
  return createApiHandler({
    operationId: 'cancel-batch',
    logger,
    now,
    handle: async (request) => {
      const { log } = request;
      const found = await ownBatch(store.batches, request);
      const batch = (await requestBatchCancel(dependencies, found.batchId)) ?? found;
      if (batch.completedAt === undefined) await cancelMembers(dependencies, batch, { maxDurationMs: CANCEL_MS, log });
      return jsonResponse(202, await presentBatch(store.batches, batch), { 'cache-control': 'private, no-cache' });
    },
  });
}

import { ownBatch } from '../batches/own-batch.ts';
import { BatchNotCompletedError } from '../errors.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { GetBatchManifestConfig } from './load-config.ts';

/** Sends the client to the manifest of a batch that has completed. */
export function createHandler(config: GetBatchManifestConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'get-batch-manifest',
    logger,
    now,
    handle: async (request) => {
      const { batchId, manifestKey } = await ownBatch(store.batches, request);
      if (manifestKey === undefined) throw new BatchNotCompletedError();
      const location = await store.payloads.presignDownload(manifestKey, { fileName: `${batchId}.json` });
      return { statusCode: 302, headers: { location, 'cache-control': 'private, no-store' } };
    },
  });
}

import type { ManifestLocation } from '@jobs/shared-contracts';
import { ownBatch } from '../batches/own-batch.ts';
import { BatchNotCompletedError, MalformedQueryError } from '../errors.ts';
import { createApiHandler, type ApiHandler, type ApiRequest } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
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
      const redirects = wantsRedirect(request);
      const { batchId, manifestKey } = await ownBatch(store.batches, request);
      if (manifestKey === undefined) throw new BatchNotCompletedError();
      const location = await store.payloads.presignDownload(manifestKey, { fileName: `${batchId}.json` });
      const headers = { 'cache-control': 'private, no-store' };
      if (!redirects) return jsonResponse(200, { url: location } satisfies ManifestLocation, headers);
      return { statusCode: 302, headers: { ...headers, location } };
    },
  });
}

function wantsRedirect({ query }: Pick<ApiRequest, 'query'>): boolean {
  const { redirect = 'true' } = query;
  if (redirect !== 'true' && redirect !== 'false') {
    throw new MalformedQueryError('The query parameter "redirect" takes "true" or "false".');
  }
  return redirect === 'true';
}

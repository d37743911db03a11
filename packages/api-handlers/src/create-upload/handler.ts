import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import { createUpload } from './create-upload.ts';
import type { CreateUploadConfig } from './load-config.ts';

export function createHandler(config: CreateUploadConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'create-upload',
    logger,
    now,
    handle: async (request) => {
      const ticket = await createUpload({ payloads: store.payloads, now }, request);
      // Whoever has the URL can upload: nobody on the way may keep it.
      return jsonResponse(201, ticket, { 'cache-control': 'no-store' });
    },
  });
}

import { OPENAPI_DOCUMENT } from '@jobs/shared-contracts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { staticDocument } from '../http/static-document.ts';
import { openRuntime, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { GetOpenapiConfig } from './load-config.ts';

export function createHandler(config: GetOpenapiConfig, overrides: HandlerOverrides = {}): ApiHandler {
  return createApiHandler({
    operationId: 'get-openapi',
    ...openRuntime(config, overrides),
    handle: staticDocument(OPENAPI_DOCUMENT),
  });
}

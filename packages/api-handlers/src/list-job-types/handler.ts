import { JOB_TYPES, type JobTypeList } from '@jobs/shared-contracts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { staticDocument } from '../http/static-document.ts';
import { openRuntime, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { ListJobTypesConfig } from './load-config.ts';

export function createHandler(config: ListJobTypesConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const list: JobTypeList = {
    jobTypes: JOB_TYPES.map(({ name, title, description }) => ({ name, title, description })),
  };
  return createApiHandler({
    operationId: 'list-job-types',
    ...openRuntime(config, overrides),
    handle: staticDocument(list),
  });
}

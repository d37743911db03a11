import type { FailureList } from '@jobs/shared-contracts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { nextCursorOf, readFailureQuery } from '../http/list-query.ts';
import { jsonResponse } from '../http/response.ts';
import { presentToOperator } from '../job-view/present-to-operator.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { ListFailuresConfig } from './load-config.ts';

export function createHandler(config: ListFailuresConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'list-failures',
    logger,
    now,
    handle: async ({ query }) => {
      const page = await store.jobLists.listFailures(readFailureQuery(query));
      const answer: FailureList = { jobs: page.jobs.map(presentToOperator), ...nextCursorOf(page) };
      return jsonResponse(200, answer, { 'cache-control': 'private, no-cache' });
    },
  });
}

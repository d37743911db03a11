import { summaryOf } from '@jobs/job-store';
import type { JobList } from '@jobs/shared-contracts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { nextCursorOf, readListQuery } from '../http/list-query.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { ListJobsConfig } from './load-config.ts';

export function createHandler(config: ListJobsConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'list-jobs',
    logger,
    now,
    handle: async ({ owner, query }) => {
      const page = await store.jobLists.listJobs({ owner, ...readListQuery(query) });
      const answer: JobList = { jobs: page.jobs.map(summaryOf), ...nextCursorOf(page) };
      return jsonResponse(200, answer, { 'cache-control': 'private, no-cache' });
    },
  });
}

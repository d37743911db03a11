import { summaryOf } from '@jobs/job-store';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jobHeaders, jobLocation } from '../http/job-headers.ts';
import { jobIdOf } from '../http/job-id-parameter.ts';
import { jsonResponse } from '../http/response.ts';
import { presentAttempts } from '../job-view/present-attempts.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { RetryJobConfig } from './load-config.ts';
import { retryJob } from './retry-job.ts';

export function createHandler(config: RetryJobConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const dependencies = { ...store, eventSource: config.store.resources.events.source };
  return createApiHandler({
    operationId: 'retry-job',
    logger,
    now,
    handle: async (request) => {
      const { owner, log } = request;
      const job = await retryJob(dependencies, { jobId: jobIdOf(request), owner, log });
      // The whole of it: a job that waits has no result.
      return jsonResponse(
        202,
        { ...summaryOf(job), ...presentAttempts(job) },
        {
          ...jobHeaders(job, now()),
          location: jobLocation(job),
        },
      );
    },
  });
}

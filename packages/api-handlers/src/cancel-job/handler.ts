import { summaryOf } from '@jobs/job-store';
import { isTerminal } from '@jobs/shared-contracts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jobHeaders } from '../http/job-headers.ts';
import { jobIdOf } from '../http/job-id-parameter.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import { cancelJob } from './cancel-job.ts';
import type { CancelJobConfig } from './load-config.ts';

export function createHandler(config: CancelJobConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const dependencies = { ...store, eventSource: config.store.resources.events.source };
  return createApiHandler({
    operationId: 'cancel-job',
    logger,
    now,
    handle: async (request) => {
      const { owner, log } = request;
      const job = await cancelJob(dependencies, { jobId: jobIdOf(request), owner, log });
      const status = isTerminal(job.status) ? 200 : 202;
      // The whole of it: a job that waits, runs or was cancelled has no result.
      return jsonResponse(status, summaryOf(job), jobHeaders(job, now()));
    },
  });
}

import { JobNotFoundError } from '../errors.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jobHeaders } from '../http/job-headers.ts';
import { jobIdOf } from '../http/job-id-parameter.ts';
import { jsonResponse } from '../http/response.ts';
import { presentToOperator } from '../job-view/present-to-operator.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { GetAnyJobConfig } from './load-config.ts';

export function createHandler(config: GetAnyJobConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'get-any-job',
    logger,
    now,
    handle: async (request) => {
      const jobId = jobIdOf(request);
      const job = await store.jobs.getJob(jobId);
      if (!job) throw new JobNotFoundError(jobId);
      return jsonResponse(200, presentToOperator(job), jobHeaders(job, now()));
    },
  });
}

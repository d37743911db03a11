import { actorOf, audited } from '../audit/audited.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jobHeaders } from '../http/job-headers.ts';
import { jobIdOf } from '../http/job-id-parameter.ts';
import { jsonResponse } from '../http/response.ts';
import { presentToOperator } from '../job-view/present-to-operator.ts';
import { retryJob } from '../retry-job/retry-job.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { RetryAnyJobConfig } from './load-config.ts';

export function createHandler(config: RetryAnyJobConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const dependencies = { ...store, eventSource: config.store.resources.events.source };
  return createApiHandler({
    operationId: 'retry-any-job',
    logger,
    now,
    handle: async (request) => {
      const jobId = jobIdOf(request);
      const job = await audited(store.auditLog, actorOf(request), { action: 'job.retry', target: jobId }, () =>
        retryJob(dependencies, { jobId, owner: undefined, log: request.log }),
      );
      const location = `/v1/operations/jobs/${job.jobId}`;
      return jsonResponse(202, presentToOperator(job), { ...jobHeaders(job, now()), location });
    },
  });
}

import { isTerminal } from '@jobs/shared-contracts';
import { actorOf, audited } from '../audit/audited.ts';
import { cancelJob } from '../cancel-job/cancel-job.ts';
import { JobNotFoundError } from '../errors.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jobHeaders } from '../http/job-headers.ts';
import { jobIdOf } from '../http/job-id-parameter.ts';
import { jsonResponse } from '../http/response.ts';
import { presentToOperator } from '../job-view/present-to-operator.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { CancelAnyJobConfig } from './load-config.ts';

export function createHandler(config: CancelAnyJobConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const dependencies = { ...store, eventSource: config.store.resources.events.source };
  return createApiHandler({
    operationId: 'cancel-any-job',
    logger,
    now,
    handle: async (request) => {
      const jobId = jobIdOf(request);
      // A job never changes hands.
      const owner = (await store.jobs.getJob(jobId))?.owner;
      if (owner === undefined) throw new JobNotFoundError(jobId);
      const job = await audited(store.auditLog, actorOf(request), { action: 'job.cancel', target: jobId }, () =>
        cancelJob(dependencies, { jobId, owner, log: request.log }),
      );
      return jsonResponse(isTerminal(job.status) ? 200 : 202, presentToOperator(job), jobHeaders(job, now()));
    },
  });
}

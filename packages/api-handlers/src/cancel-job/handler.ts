import { summaryOf } from '@jobs/job-store';
import { isTerminal } from '@jobs/shared-contracts';
import { MalformedQueryError } from '../errors.ts';
import { createApiHandler, type ApiHandler, type ApiRequest } from '../http/create-api-handler.ts';
import { jobHeaders } from '../http/job-headers.ts';
import { jobIdOf } from '../http/job-id-parameter.ts';
import { jsonResponse } from '../http/response.ts';
import { presentAttempts } from '../job-view/present-attempts.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import { cancelJob } from './cancel-job.ts';
import type { CancelJobConfig } from './load-config.ts';
import { purgeJob } from './purge-job.ts';

export function createHandler(config: CancelJobConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const dependencies = { ...store, eventSource: config.store.resources.events.source };
  return createApiHandler({
    operationId: 'cancel-job',
    logger,
    now,
    handle: async (request) => {
      const { owner, log } = request;
      if (wantsPurge(request)) {
        await purgeJob(dependencies, jobIdOf(request), owner);
        return { statusCode: 204, headers: {} };
      }
      const job = await cancelJob(dependencies, { jobId: jobIdOf(request), owner, log });
      const status = isTerminal(job.status) ? 200 : 202;
      // The whole of it: a job that waits, runs or was cancelled has no result.
      return jsonResponse(status, { ...summaryOf(job), ...presentAttempts(job) }, jobHeaders(job, now()));
    },
  });
}

function wantsPurge({ query }: Pick<ApiRequest, 'query'>): boolean {
  const purge = query['purge'];
  if (purge !== undefined && purge !== 'true' && purge !== 'false') {
    throw new MalformedQueryError('The query parameter "purge" takes "true" or "false".');
  }
  return purge === 'true';
}

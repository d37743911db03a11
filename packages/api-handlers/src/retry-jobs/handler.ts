import { validateRetryJobsRequest, type RetryJobsOutcome, type RetryJobsRequest } from '@jobs/shared-contracts';
import { actorOf, audited } from '../audit/audited.ts';
import { ValidationFailedError } from '../errors.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { readFailureQuery } from '../http/list-query.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { RetryJobsConfig } from './load-config.ts';
import { retryJobs } from './retry-jobs.ts';

export function createHandler(config: RetryJobsConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const dependencies = { ...store, eventSource: config.store.resources.events.source };
  return createApiHandler({
    operationId: 'retry-jobs',
    logger,
    now,
    handle: async (request) => {
      const asked = validateRetryJobsRequest(request.body);
      if (!asked.valid) throw new ValidationFailedError(asked.errors);
      const { maxJobs: _maxJobs, maxPerSecond: _maxPerSecond, dryRun, ...filter } = asked.value;
      // What is no filter is refused before anything is written down.
      readFailureQuery(filter);
      const retry = () => retryJobs(dependencies, asked.value, request.log);
      const outcome = dryRun
        ? await retry()
        : await audited(
            store.auditLog,
            actorOf(request),
            { action: 'jobs.retry', target: targetOf(asked.value) },
            retry,
            countsOf,
          );
      return jsonResponse(200, outcome, { 'cache-control': 'no-store' });
    },
  });
}

const countsOf = ({ matched, retried, skipped }: RetryJobsOutcome) => ({ matched, retried, skipped });

/** Tags are the clients’ own and may be secret: that there is one is enough. */
function targetOf({ type, owner, errorCode, tag }: RetryJobsRequest): string {
  const filters = { type, owner, errorCode, ...(tag !== undefined && { tag: '…' }) };
  const said = Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  return said.length > 0 ? said.join(' ') : 'all';
}

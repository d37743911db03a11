import { findJobType, JOB_TYPES, validateRedriveRequest, type RedriveOutcome } from '@jobs/shared-contracts';
import { actorOf, audited } from '../audit/audited.ts';
import { UnknownJobTypeError, ValidationFailedError } from '../errors.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { redriveDeadLetters } from '../redrive-dead-letters/redrive-dead-letters.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { RedriveJobsConfig } from './load-config.ts';

const DEFAULT_JOBS = 10;

/** What the function `redrive-dead-letters` does, for so many as fit into the time of a request. */
export function createHandler(config: RedriveJobsConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const { source: eventSource } = config.store.resources.events;
  return createApiHandler({
    operationId: 'redrive-jobs',
    logger,
    now,
    handle: async (request) => {
      const { log } = request;
      const asked = validateRedriveRequest(request.body);
      if (!asked.valid) throw new ValidationFailedError(asked.errors);
      const { type, maxJobs = DEFAULT_JOBS, maxPerSecond } = asked.value;
      const jobType = findJobType(type);
      if (!jobType) throw new UnknownJobTypeError(JOB_TYPES.map(({ name }) => name));
      const outcome: RedriveOutcome = await audited(
        store.auditLog,
        actorOf(request),
        { action: 'dead-letters.redrive', target: type },
        () => redriveDeadLetters({ ...store, eventSource, log }, jobType, { maxJobs, maxPerSecond }),
        (counts) => ({ ...counts }),
      );
      log.info({ type, ...outcome }, 'redriven');
      return jsonResponse(200, outcome, { 'cache-control': 'no-store' });
    },
  });
}

import { validatePauseRequest, type JobTypeControl } from '@jobs/shared-contracts';
import { actorOf, audited } from '../audit/audited.ts';
import { jobTypeOf } from '../controls/job-type-parameter.ts';
import { presentPauseToOperator } from '../controls/present-pause.ts';
import { ValidationFailedError } from '../errors.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { PauseJobTypeConfig } from './load-config.ts';

export function createHandler(config: PauseJobTypeConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'pause-job-type',
    logger,
    now,
    handle: async (request) => {
      const { name: type } = jobTypeOf(request);
      const asked = validatePauseRequest(request.body);
      if (!asked.valid) throw new ValidationFailedError(asked.errors);
      const paused = await audited(store.auditLog, actorOf(request), { action: 'job-type.pause', target: type }, () =>
        store.controls.pause(type, { ...asked.value, by: request.owner }),
      );
      const control: JobTypeControl = { type, paused: presentPauseToOperator(paused) };
      return jsonResponse(200, control, { 'cache-control': 'no-store' });
    },
  });
}

import type { JobTypeControl } from '@jobs/shared-contracts';
import { actorOf, audited } from '../audit/audited.ts';
import { jobTypeOf } from '../controls/job-type-parameter.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { ResumeJobTypeConfig } from './load-config.ts';

export function createHandler(config: ResumeJobTypeConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'resume-job-type',
    logger,
    now,
    handle: async (request) => {
      const { name: type } = jobTypeOf(request);
      await audited(store.auditLog, actorOf(request), { action: 'job-type.resume', target: type }, () =>
        store.controls.resume(type),
      );
      const control: JobTypeControl = { type };
      return jsonResponse(200, control, { 'cache-control': 'no-store' });
    },
  });
}

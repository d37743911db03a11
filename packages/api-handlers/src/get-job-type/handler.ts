import type { Controls } from '@jobs/job-store';
import { jobTypeView } from '@jobs/shared-contracts';
import { jobTypeOf } from '../controls/job-type-parameter.ts';
import { presentPause } from '../controls/present-pause.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { staticDocument } from '../http/static-document.ts';
import type { Logger } from '../logging/create-logger.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { GetJobTypeConfig } from './load-config.ts';

export function createHandler(config: GetJobTypeConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'get-job-type',
    logger,
    now,
    handle: async (request) => {
      const jobType = jobTypeOf(request);
      const paused = await pauseOf(store.controls, jobType.name, request.log);
      const view = { ...jobTypeView(jobType), ...(paused && { paused: presentPause(paused) }) };
      return staticDocument(view, PAUSE_AGE_SECONDS)(request);
    },
  });
}

/** A pause is seen about as soon as workers see it. */
const PAUSE_AGE_SECONDS = 15;

/** Most clients want the schemas: they get them also while nobody knows whether the type is paused. */
async function pauseOf(controls: Pick<Controls, 'getPause'>, type: string, log: Logger) {
  try {
    return await controls.getPause(type);
  } catch (error) {
    log.warn({ err: error, type }, 'whether the job type is paused could not be read');
    return undefined;
  }
}

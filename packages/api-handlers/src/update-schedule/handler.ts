import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { presentSchedule } from '../schedules/present-schedule.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { UpdateScheduleConfig } from './load-config.ts';
import { updateSchedule } from './update-schedule.ts';

export function createHandler(config: UpdateScheduleConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const dependencies = { ...store, allowLoopback: config.allowLoopback, now };
  return createApiHandler({
    operationId: 'update-schedule',
    logger,
    now,
    handle: async (request) =>
      jsonResponse(200, presentSchedule(await updateSchedule(dependencies, request), { withInput: true }), {}),
  });
}

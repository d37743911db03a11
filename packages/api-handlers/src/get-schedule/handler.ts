import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { ownSchedule } from '../schedules/own-schedule.ts';
import { presentSchedule } from '../schedules/present-schedule.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { GetScheduleConfig } from './load-config.ts';

export function createHandler(config: GetScheduleConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'get-schedule',
    logger,
    now,
    handle: async (request) => {
      const schedule = await ownSchedule(store.schedules, request);
      return jsonResponse(200, presentSchedule(schedule, { withInput: true }), {
        'cache-control': 'private, no-cache',
      });
    },
  });
}

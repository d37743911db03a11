import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { ownSchedule } from '../schedules/own-schedule.ts';
import { presentSchedule } from '../schedules/present-schedule.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { DeleteScheduleConfig } from './load-config.ts';

export function createHandler(config: DeleteScheduleConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'delete-schedule',
    logger,
    now,
    handle: async (request) => {
      // A schedule never changes hands, so that this still holds when it is deleted.
      const schedule = await ownSchedule(store.schedules, request);
      await store.schedules.deleteSchedule(schedule.scheduleId);
      return jsonResponse(200, presentSchedule(schedule, { withInput: true }), {});
    },
  });
}

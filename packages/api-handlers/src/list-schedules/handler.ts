import type { ScheduleList } from '@jobs/shared-contracts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { presentSchedule } from '../schedules/present-schedule.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { ListSchedulesConfig } from './load-config.ts';

export function createHandler(config: ListSchedulesConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'list-schedules',
    logger,
    now,
    handle: async ({ owner }) => {
      const schedules = await store.schedules.listSchedules(owner);
      const answer: ScheduleList = {
        schedules: schedules.map((schedule) => presentSchedule(schedule, { withInput: false })),
      };
      return jsonResponse(200, answer, { 'cache-control': 'private, no-cache' });
    },
  });
}

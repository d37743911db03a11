import { randomBytes } from 'node:crypto';
import type { ScheduleRecord, Schedules } from '@jobs/job-store';
import { LIMITS, type CreateScheduleRequest, type SchedulePreview } from '@jobs/shared-contracts';
import { TooManySchedulesError } from '../errors.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { checkSchedule, type ScheduleSettings } from '../schedules/check-schedule.ts';
import { withDueTime } from '../schedules/due-time.ts';
import { fireTimes } from '../schedules/fire-times.ts';
import { presentSchedule } from '../schedules/present-schedule.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { CreateScheduleConfig } from './load-config.ts';

export function createHandler(config: CreateScheduleConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'create-schedule',
    logger,
    now,
    handle: async ({ owner, body }) => {
      const createdAt = now();
      const settings = await checkSchedule({ ...store, allowLoopback: config.allowLoopback }, owner, body, createdAt);
      await checkCount(store.schedules, owner);
      const schedule = newSchedule(owner, settings, createdAt);
      // It was checked: a body that is valid has a boolean there, or nothing.
      if ((body as CreateScheduleRequest).dryRun) {
        const { id: _id, ...preview } = presentSchedule(schedule, { withInput: true });
        return jsonResponse(200, preview satisfies SchedulePreview, {});
      }
      await store.schedules.createSchedule(schedule);
      return jsonResponse(201, presentSchedule(schedule, { withInput: true }), {
        location: `/v1/schedules/${schedule.scheduleId}`,
      });
    },
  });
}

/** Those that are made at once may be a few too many: the list lags by a moment. */
async function checkCount(schedules: Schedules, owner: string): Promise<void> {
  if ((await schedules.countSchedules(owner)) >= LIMITS.schedulesPerOwner) throw new TooManySchedulesError();
}

function newSchedule(owner: string, settings: ScheduleSettings, now: number): ScheduleRecord {
  const nextRunAt = settings.paused ? undefined : fireTimes(settings.timing).next(now);
  const schedule: ScheduleRecord = {
    scheduleId: `sch_${randomBytes(16).toString('hex')}`,
    owner,
    ...settings,
    version: 1,
    createdAt: now,
    updatedAt: now,
    ...(nextRunAt !== undefined && { nextRunAt }),
    waiting: [],
  };
  return withDueTime(schedule, now);
}

import type { ScheduleList, ScheduleView } from '@jobs/shared-contracts';
import type { CallApi } from '../http/call-api.ts';
import type { JobContracts } from '../job-types.ts';
import type { Schedules } from './schedules.ts';

const ROOT = '/v1/schedules';

const pathOf = (scheduleId: string) => `${ROOT}/${encodeURIComponent(scheduleId)}`;

export function createSchedules<Types extends JobContracts<Types>>(call: CallApi): Schedules<Types> {
  const read = async (...request: Parameters<CallApi>) => (await call(...request)).content as ScheduleView;
  return {
    create: (type, input, options, settings) =>
      read({ method: 'POST', path: ROOT, body: { type, input, ...options } }, { ...settings, tries: 1 }),
    async list(settings) {
      return ((await call({ method: 'GET', path: ROOT }, settings)).content as ScheduleList).schedules;
    },
    get: (scheduleId, settings) => read({ method: 'GET', path: pathOf(scheduleId) }, settings),
    update: (scheduleId, changes, settings) =>
      read({ method: 'PATCH', path: pathOf(scheduleId), body: changes }, settings),
    delete: (scheduleId, settings) => read({ method: 'DELETE', path: pathOf(scheduleId) }, settings),
  };
}

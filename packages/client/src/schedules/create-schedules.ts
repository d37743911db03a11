import type { ScheduleList, SchedulePreview, ScheduleView } from '@jobs/shared-contracts';
import type { CallApi } from '../http/call-api.ts';
import type { JobContracts } from '../job-types.ts';
import type { Schedules } from './schedules.ts';

const ROOT = '/v1/schedules';

const pathOf = (scheduleId: string) => `${ROOT}/${encodeURIComponent(scheduleId)}`;

export function createSchedules<Types extends JobContracts<Types>>(call: CallApi): Schedules<Types> {
  const read = async <T = ScheduleView>(...request: Parameters<CallApi>) => (await call(...request)).content as T;
  return {
    create: (type, input, options, settings) =>
      read({ method: 'POST', path: ROOT, body: { type, input, ...options } }, { ...settings, tries: 1 }),
    preview: (type, input, options, settings) =>
      read<SchedulePreview>({ method: 'POST', path: ROOT, body: { type, input, ...options, dryRun: true } }, settings),
    async list(settings) {
      return ((await call({ method: 'GET', path: ROOT }, settings)).content as ScheduleList).schedules;
    },
    get: (scheduleId, settings) => read({ method: 'GET', path: pathOf(scheduleId) }, settings),
    update: (scheduleId, changes, settings) =>
      read({ method: 'PATCH', path: pathOf(scheduleId), body: changes }, settings),
    delete: (scheduleId, settings) => read({ method: 'DELETE', path: pathOf(scheduleId) }, settings),
  };
}

import { shardOf } from '../../aws/jobs/index-keys.ts';
import type { ScheduleRecord, Schedules } from '../../port/schedules.ts';
import { copyJson } from '../copy-json.ts';

/** Where a schedule stands in its shard of the due index; sorts as text. */
const placeOf = ({ scheduleId, dueAt = 0 }: ScheduleRecord) => `${String(dueAt).padStart(16, '0')} ${scheduleId}`;

/** Schedules in memory. */
export function createMemorySchedules(now: () => number): Schedules {
  const records = new Map<string, ScheduleRecord>();
  return {
    createSchedule: async (schedule) => {
      records.set(schedule.scheduleId, copyJson(schedule));
    },
    getSchedule: async (scheduleId) => records.get(scheduleId),
    replaceSchedule: async (before, changed) => {
      if (records.get(before.scheduleId)?.version !== before.version) return undefined;
      const after = copyJson({ ...changed, version: before.version + 1 });
      records.set(before.scheduleId, after);
      return after;
    },
    deleteSchedule: async (scheduleId) => {
      records.delete(scheduleId);
    },
    listSchedules: async (owner) =>
      [...records.values()]
        .filter((schedule) => schedule.owner === owner)
        .toSorted((a, b) => b.createdAt - a.createdAt),
    countSchedules: async (owner) => [...records.values()].filter((schedule) => schedule.owner === owner).length,
    listDueSchedules: async ({ shard, limit, cursor = '' }) => {
      const due = [...records.values()]
        .filter(({ scheduleId, dueAt = Infinity }) => dueAt <= now() && shardOf(scheduleId) === shard)
        .filter((schedule) => placeOf(schedule) > cursor)
        .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
      const page = due.slice(0, limit);
      const last = page.at(-1);
      return {
        scheduleIds: page.map(({ scheduleId }) => scheduleId),
        ...(last && due.length > page.length && { cursor: placeOf(last) }),
      };
    },
  };
}

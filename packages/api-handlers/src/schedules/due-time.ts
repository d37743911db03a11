import type { ScheduleRecord } from '@jobs/job-store';

/**
 * So long before its time a run's job is made, so that it starts at its second: what makes jobs looks every minute, and
 * may be late or take long.
 */
export const MADE_AHEAD_MS = 90_000;

/** The schedule with the time at which somebody should look at it. */
export function withDueTime({ dueAt: _dueAt, ...schedule }: ScheduleRecord, now: number): ScheduleRecord {
  const dueAt = dueTimeOf(schedule, now);
  return { ...schedule, ...(dueAt !== undefined && { dueAt }) };
}

function dueTimeOf({ paused, nextRunAt, waiting, pending }: ScheduleRecord, now: number): number | undefined {
  if (paused) return undefined;
  if (pending || waiting.length > 0) return now;
  return nextRunAt === undefined ? undefined : nextRunAt - MADE_AHEAD_MS;
}

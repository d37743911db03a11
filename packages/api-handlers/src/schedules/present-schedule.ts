import type { ScheduleRecord } from '@jobs/job-store';
import { LIMITS, type ScheduleView } from '@jobs/shared-contracts';
import { nextTimes } from './fire-times.ts';

const rfc3339 = (ms: number) => new Date(ms).toISOString();

/** A schedule as its owner sees it. Its webhook is not shown again, as that of a job is not. */
export function presentSchedule(
  schedule: ScheduleRecord,
  { withInput }: { readonly withInput: boolean },
): ScheduleView {
  const { scheduleId, name, request, timing, overlap, catchUp, paused, waiting, pending, lastRun } = schedule;
  const { type, input, priority, maxAttempts, tags = {} } = request;
  return {
    id: scheduleId,
    ...(name !== undefined && { name }),
    type,
    ...(withInput && { input }),
    ...(priority !== undefined && { priority }),
    ...(maxAttempts !== undefined && { maxAttempts }),
    tags,
    ...('cron' in timing ? timing : { rateSeconds: timing.rateSeconds }),
    overlap,
    catchUp,
    paused,
    nextRuns: nextRunsOf(schedule).map(rfc3339),
    waitingRuns: waiting.length,
    // Told once its job is there.
    ...(lastRun && !pending && { lastRun: { ...lastRun, runAt: rfc3339(lastRun.runAt) } }),
    createdAt: rfc3339(schedule.createdAt),
    updatedAt: rfc3339(schedule.updatedAt),
  };
}

/** Those that are not decided on yet. */
function nextRunsOf({ paused, nextRunAt, timing }: ScheduleRecord): readonly number[] {
  if (paused || nextRunAt === undefined) return [];
  return [nextRunAt, ...nextTimes(timing, nextRunAt, LIMITS.shownRuns - 1)];
}

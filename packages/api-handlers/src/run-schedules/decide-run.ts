import type { ScheduleRecord } from '@jobs/job-store';
import { LIMITS } from '@jobs/shared-contracts';
import { withDueTime, MADE_AHEAD_MS } from '../schedules/due-time.ts';
import { fireTimes } from '../schedules/fire-times.ts';
import { jobIdOfRun } from './run-id.ts';

/** A run that is no later than this was not missed: a look every minute may be late, and once fail. */
const ON_TIME_MS = 2.5 * 60_000;

/**
 * What becomes of the schedule's times that have come or are near: at most one run is decided on, which is then `pending`.
 * A run that is near is decided on ahead of its time, while the one before has ended; if that still runs, overlap is
 * judged only once the time has come.
 * @param activeJobId the job of the run before, while it has not ended
 * @returns undefined when there is nothing to decide
 */
export function decideRun(
  schedule: ScheduleRecord,
  now: number,
  activeJobId: string | undefined,
): ScheduleRecord | undefined {
  const { nextRunAt, waiting, overlap } = schedule;
  if (nextRunAt === undefined && waiting.length === 0) return undefined;
  const { come, upcoming } = timesOf(schedule, now);
  const isFree = activeJobId === undefined;
  const isQuiet = come.length === 0 && waiting.length === 0;
  const isNear = upcoming !== undefined && upcoming <= now + MADE_AHEAD_MS;
  if (isQuiet)
    return isNear && isFree ? decided(schedule, now, upcoming, fireTimes(schedule.timing).next(upcoming)) : undefined;

  switch (overlap) {
    case 'skip':
      return decided(schedule, now, isFree ? come.at(-1) : undefined, upcoming);
    case 'cancel-previous':
      return decided(schedule, now, come.at(-1), upcoming, { cancelJobId: activeJobId });
    case 'queue': {
      const all = [...waiting, ...come].slice(0, LIMITS.waitingRuns);
      const [first, ...rest] = all;
      if (isFree) return decided(schedule, now, first, upcoming, { waiting: rest });
      return come.length > 0 ? decided(schedule, now, undefined, upcoming, { waiting: all }) : undefined;
    }
  }
}

/** The times that have come, without those that were missed and are not caught up, and the first that has not. */
function timesOf({ nextRunAt, timing, catchUp }: ScheduleRecord, now: number) {
  if (nextRunAt === undefined || nextRunAt > now) return { come: [], upcoming: nextRunAt };
  const times = fireTimes(timing);
  const caughtUp = { none: 0, last: 1, all: LIMITS.caughtUpRuns }[catchUp];
  const missed = caughtUp === 0 ? [] : times.previous(now - ON_TIME_MS, caughtUp);
  const onTime: number[] = [];
  for (let time = times.next(now - ON_TIME_MS - 1); time !== undefined && time <= now; time = times.next(time)) {
    onTime.push(time);
  }
  return { come: [...missed, ...onTime].filter((time) => time >= nextRunAt), upcoming: times.next(now) };
}

function decided(
  { nextRunAt: _nextRunAt, ...schedule }: ScheduleRecord,
  now: number,
  runAt: number | undefined,
  upcoming: number | undefined,
  { waiting = schedule.waiting, cancelJobId }: { waiting?: readonly number[]; cancelJobId?: string | undefined } = {},
): ScheduleRecord {
  const run = runAt !== undefined && {
    pending: { runAt, ...(cancelJobId !== undefined && { cancelJobId }) },
    lastRun: { runAt, jobId: jobIdOfRun(schedule, runAt) },
  };
  return withDueTime({ ...schedule, waiting, ...(upcoming !== undefined && { nextRunAt: upcoming }), ...run }, now);
}

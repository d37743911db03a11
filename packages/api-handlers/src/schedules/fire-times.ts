import { Cron } from 'croner';
import type { ScheduleTiming } from '@jobs/job-store';

/** The times of a schedule's runs, in milliseconds since the epoch. */
export interface FireTimes {
  /** The first after a time; undefined when there is none. */
  readonly next: (after: number) => number | undefined;
  /** The last before a time, at most so many, oldest first. */
  readonly previous: (before: number, count: number) => readonly number[];
}

/**
 * When the runs of a schedule are. In a time zone whose clocks are put forward, a time of day that does not come is the
 * first that does; when they are put back, a time of day that comes twice counts once, and every hour or minute twice.
 * @throws what croner makes of a wrong pattern or time zone
 */
export const fireTimes = (timing: ScheduleTiming): FireTimes =>
  'cron' in timing ? cronTimes(timing.cron, timing.timeZone) : rateTimes(timing.rateSeconds * 1000, timing.countedFrom);

function cronTimes(pattern: string, timezone: string): FireTimes {
  const cron = new Cron(pattern, { timezone, mode: '5-part', paused: true });
  return {
    next: (after) => cron.nextRun(new Date(after))?.getTime(),
    previous: (before, count) =>
      cron
        .previousRuns(count, new Date(before))
        .map((time) => time.getTime())
        .toSorted((a, b) => a - b),
  };
}

function rateTimes(everyMs: number, from: number): FireTimes {
  const timeOf = (index: number) => from + index * everyMs;
  return {
    next: (after) => timeOf(Math.max(0, Math.floor((after - from) / everyMs)) + 1),
    previous: (before, count) => {
      const last = Math.ceil((before - from) / everyMs) - 1;
      const first = Math.max(1, last - count + 1);
      return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => timeOf(first + index));
    },
  };
}

/** The next times, at most so many. */
export function nextTimes(timing: ScheduleTiming, after: number, count: number): number[] {
  const { next } = fireTimes(timing);
  const times: number[] = [];
  for (let time = next(after); time !== undefined && times.length < count; time = next(time)) times.push(time);
  return times;
}

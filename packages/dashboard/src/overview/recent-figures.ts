import type { MinuteOfJobs } from '@jobs/shared-contracts';

const MINUTE_MS = 60_000;
/** What counts as now: long enough to be more than chance. */
const RECENT_MINUTES = 5;

export interface RecentFigures {
  /** Jobs that have ended, each minute, of the last five. */
  readonly endedPerMinute: number;
  /** The longest of the last five minutes; undefined when no attempt began. */
  readonly waitP95Ms: number | undefined;
}

export const endedIn = ({ succeeded, failed, cancelled }: MinuteOfJobs): number => succeeded + failed + cancelled;

/** Of the minutes that the API tells, which are only those in which anything happened. */
export function recentFigures(minutes: readonly MinuteOfJobs[], at: string): RecentFigures {
  const from = Date.parse(at) - RECENT_MINUTES * MINUTE_MS;
  const recent = minutes.filter(({ startedAt }) => Date.parse(startedAt) >= from);
  const waits = recent.flatMap(({ waitP95Ms }) => waitP95Ms ?? []);
  return {
    endedPerMinute: recent.reduce((sum, minute) => sum + endedIn(minute), 0) / RECENT_MINUTES,
    waitP95Ms: waits.length > 0 ? Math.max(...waits) : undefined,
  };
}

/** One minute of the chart, whether anything happened in it or not. */
export interface ChartMinute extends MinuteOfJobs {
  /** From the left, 0 for the oldest. */
  readonly index: number;
}

/** The last `count` minutes up to the one that `at` is in, without gaps, the oldest first. */
export function chartMinutes(minutes: readonly MinuteOfJobs[], at: string, count: number): readonly ChartMinute[] {
  const last = Math.floor(Date.parse(at) / MINUTE_MS);
  const known = new Map(minutes.map((minute) => [Math.floor(Date.parse(minute.startedAt) / MINUTE_MS), minute]));
  return Array.from({ length: count }, (_, index) => {
    const minute = last - count + 1 + index;
    const startedAt = new Date(minute * MINUTE_MS).toISOString();
    return { startedAt, succeeded: 0, failed: 0, cancelled: 0, ...known.get(minute), index };
  });
}

/** The next of 1, 2, 5, 10, 20 … that is not less: a scale that people can read, and that does not jump about. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) ?? 10 * power;
}

import { readFileSync } from 'node:fs';
import { burstArrivals, dailyArrivals, poissonArrivals, type Arrivals } from '../arrivals/arrivals.ts';
import { readTimestamps } from '../arrivals/read-timestamps.ts';
import { InvalidOptionsError } from '../errors.ts';
import type { Random } from '../random/create-random.ts';

export interface ParsedArrivals {
  readonly arrivals: (random: Random) => Arrivals;
  readonly windowMs: number;
}

export const ARRIVALS_HELP = `  poisson:<n>/h         n an hour on average, at random
  burst:<n>             n within ten seconds, once
  bursts:<n>/<m>m       n within ten seconds, every m minutes
  daily:<n>             n a day, most at 15:00, five times as many as at 3:00
  csv:<file>            at the times in a column of a file: timestamp, submittedAt, createdAt, time, date, or the first`;

const HOUR_MS = 3_600_000;
const BURST_WITHIN_MS = 10_000;
const PEAK_HOUR = 15;
const PEAK_TO_TROUGH = 5;
/** A million jobs take some seconds, and ten million all memory. */
const MAX_JOBS = 5_000_000;

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InvalidOptionsError([`--arrivals csv: ${file} can't be read: ${why}`]);
  }
}

/** @throws {InvalidOptionsError} */
export function parseArrivals(text: string, hours: number | undefined): ParsedArrivals {
  const windowMs = (hours ?? 24) * HOUR_MS;
  const unreadable = new InvalidOptionsError([`--arrivals "${text}" is none of:\n${ARRIVALS_HELP}`]);
  const [, kind = '', rest = ''] = /^(\w+):(.+)$/.exec(text) ?? [];
  if (kind === 'csv') {
    const times = readTimestamps(readFile(rest));
    const lastMs = times.at(-1) ?? 0;
    return { arrivals: () => times, windowMs: hours === undefined ? lastMs + HOUR_MS : windowMs };
  }
  const unit = { poisson: '/h', burst: '', bursts: '/(?<minutes>\\d+)m', daily: '' }[kind];
  const match = unit === undefined ? null : new RegExp(`^(?<count>\\d+(\\.\\d+)?)${unit}$`).exec(rest);
  const count = Number(match?.groups?.['count'] ?? NaN);
  const everyMs = Number(match?.groups?.['minutes'] ?? Infinity) * 60_000;
  if (!(count > 0) || !(everyMs > 0)) throw unreadable;
  const jobs = Math.round(count);
  const perHour = { poisson: count, burst: count / (windowMs / HOUR_MS), bursts: (jobs / everyMs) * HOUR_MS }[kind];
  if (((perHour ?? count / 24) * windowMs) / HOUR_MS > MAX_JOBS) {
    throw new InvalidOptionsError([
      `--arrivals "${text}" are more than ${MAX_JOBS} jobs: take fewer, or fewer --hours`,
    ]);
  }
  if (kind === 'poisson')
    return { arrivals: (random) => poissonArrivals(random, { perHour: count, untilMs: windowMs }), windowMs };
  if (kind === 'daily') {
    const curve = { perDay: count, peakHour: PEAK_HOUR, peakToTrough: PEAK_TO_TROUGH, untilMs: windowMs };
    return { arrivals: (random) => dailyArrivals(random, curve), windowMs };
  }
  const once = { arrivals: undefined, windowMs: hours === undefined && kind === 'burst' ? HOUR_MS : windowMs };
  const bursts = { jobs, withinMs: BURST_WITHIN_MS, everyMs, untilMs: once.windowMs };
  return { ...once, arrivals: (random) => burstArrivals(random, bursts) };
}

import type { Random } from '../random/create-random.ts';
import { drawExponential } from '../random/draw.ts';

/** Times of submissions in milliseconds from the beginning, none before the one ahead of it. */
export type Arrivals = Iterable<number>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Submissions at random, so many an hour on average. */
export function* poissonArrivals(random: Random, { perHour, untilMs }: { perHour: number; untilMs: number }) {
  const apartMs = HOUR_MS / perHour;
  for (let timeMs = drawExponential(random, apartMs); timeMs < untilMs; timeMs += drawExponential(random, apartMs)) {
    yield timeMs;
  }
}

interface Bursts {
  /** Jobs of a burst. */
  readonly jobs: number;
  /** In which it comes, evenly. */
  readonly withinMs: number;
  /** From the beginning of one to that of the next; endless for a single one. */
  readonly everyMs: number;
  readonly untilMs: number;
}

/** Many at once, again and again, the first somewhere in the first minute: alarms know no whole minutes. */
export function* burstArrivals(random: Random, { jobs, withinMs, everyMs, untilMs }: Bursts) {
  for (let beganMs = random() * 60_000; beganMs < untilMs; beganMs += everyMs) {
    for (let job = 0; job < jobs; job++) yield beganMs + (withinMs * job) / jobs;
  }
}

interface DailyCurve {
  readonly perDay: number;
  /** The hour in which most come, from 0 to 24. */
  readonly peakHour: number;
  /** How many come at the peak for one at the trough, from 1. */
  readonly peakToTrough: number;
  readonly untilMs: number;
}

/** Submissions at random, more by day than by night: a cosine about the mean. */
export function* dailyArrivals(random: Random, { perDay, peakHour, peakToTrough, untilMs }: DailyCurve) {
  const swing = (peakToTrough - 1) / (peakToTrough + 1);
  const perHour = (perDay / 24) * (1 + swing);
  for (const timeMs of poissonArrivals(random, { perHour, untilMs })) {
    const angle = (2 * Math.PI * (timeMs - peakHour * HOUR_MS)) / DAY_MS;
    if (random() * (1 + swing) < 1 + swing * Math.cos(angle)) yield timeMs;
  }
}

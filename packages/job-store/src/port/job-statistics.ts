import type { WaitHistogram } from './wait-histogram.ts';

/** What workers did at the jobs of one type in one minute. */
export interface MinuteCounts {
  /** Its beginning, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** Jobs that came to their end. */
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Attempts that were claimed in it, by how long they had waited. */
  readonly waits: WaitHistogram;
}

/** Figures for people, to be lost rather than waited for. They are kept for a day. */
export interface JobStatistics {
  /** Adds to what is there of that minute. Where the answer is lost, it may be added twice. */
  add(jobType: string, counts: MinuteCounts): Promise<void>;
  /** The minutes that have something and began at `since` or later, the oldest first. Eventually consistent. */
  listMinutes(jobType: string, since: number): Promise<readonly MinuteCounts[]>;
}

export const MINUTE_MS = 60_000;

export const minuteOf = (time: number) => time - (time % MINUTE_MS);

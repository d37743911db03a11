import { bucketOf, minuteOf, type JobStatistics, type MinuteCounts } from '@jobs/job-store';
import { isTerminal, type JobStatus } from '@jobs/shared-contracts';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';

export interface StatisticsSettings {
  readonly statistics: Pick<JobStatistics, 'add'>;
  readonly jobType: string;
  readonly intervalMs: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Counts in memory, and now and then adds that to what all workers have counted. */
export interface StatisticsRecorder {
  /** An attempt was claimed that had waited so long, in milliseconds; undefined when nobody knows. */
  readonly waited: (waitMs: number | undefined) => void;
  /** An attempt has brought its job there; only ends count. */
  readonly ended: (status: JobStatus) => void;
  start(): void;
  /** Writes what is left. Neither fails nor takes longer than a few seconds. */
  close(): Promise<void>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Counting = Mutable<Omit<MinuteCounts, 'waits'>> & { readonly waits: Map<number, number> };

const COUNTERS = { SUCCEEDED: 'succeeded', FAILED: 'failed', CANCELLED: 'cancelled' } as const;

const LOG_EVERY_MS = 60_000;
const CLOSE_WITHIN_MS = 2000;

export function createStatisticsRecorder(settings: StatisticsSettings): StatisticsRecorder {
  const { statistics, jobType, intervalMs, clock, log } = settings;
  const minutes = new Map<number, Counting>();
  let cancelTimer: (() => void) | undefined;
  let closed = false;
  let loggedAt = -Infinity;

  const current = (): Counting => {
    const startedAt = minuteOf(clock.now());
    const known = minutes.get(startedAt);
    if (known) return known;
    const counting = { startedAt, succeeded: 0, failed: 0, cancelled: 0, waits: new Map<number, number>() };
    minutes.set(startedAt, counting);
    return counting;
  };

  /** What can't be written is lost: jobs go on, and these are figures for people. */
  const write = async () => {
    const counted = [...minutes.values()];
    minutes.clear();
    try {
      await Promise.all(counted.map((minute) => statistics.add(jobType, minute)));
    } catch (error) {
      if (clock.now() - loggedAt < LOG_EVERY_MS) return;
      loggedAt = clock.now();
      log.warn({ err: error }, 'Statistics could not be written and are lost');
    }
  };

  const writeAndWait = async () => {
    await write();
    if (!closed) again();
  };
  const again = () => {
    cancelTimer = clock.after(intervalMs, () => void writeAndWait());
  };

  return {
    waited(waitMs) {
      if (waitMs === undefined) return;
      const { waits } = current();
      const bucket = bucketOf(waitMs);
      waits.set(bucket, (waits.get(bucket) ?? 0) + 1);
    },
    ended(status) {
      if (isTerminal(status)) current()[COUNTERS[status]] += 1;
    },
    start: again,
    async close() {
      closed = true;
      cancelTimer?.();
      const { promise: outOfTime, resolve } = Promise.withResolvers<void>();
      const cancel = clock.after(CLOSE_WITHIN_MS, resolve);
      await Promise.race([write(), outOfTime]);
      cancel();
    },
  };
}

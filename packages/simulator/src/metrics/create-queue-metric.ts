import type { Random } from '../random/create-random.ts';
import { drawBetween } from '../random/draw.ts';
import type { Timeline } from '../virtual-time/create-timeline.ts';
import type { MetricLag } from './metric-lag.ts';

export const MINUTE_MS = 60_000;

/** A value that is measured each minute while its queue is active, and known some time later. */
export interface QueueMetric {
  /** The queue was used: sent to, received from, or asked for its attributes. */
  readonly use: () => void;
  /** What is known now of so many whole minutes, the newest last; undefined where nothing is, or not yet. */
  readonly lastMinutes: (count: number) => readonly (number | undefined)[];
}

export interface QueueMetricOptions {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly lag: MetricLag;
  /** What is measured. A queue that holds anything is in use. */
  readonly measure: () => number;
  readonly isEmpty: () => boolean;
}

/** @returns a metric of a queue that nobody has used yet */
export function createQueueMetric({ timeline, random, lag, measure, isEmpty }: QueueMetricOptions): QueueMetric {
  const values = new Map<number, { readonly value: number; readonly knownAtMs: number }>();
  let lastUseMs = -Infinity;
  let measuredFromMs = Infinity;

  const isActive = () => timeline.now() - lastUseMs < lag.activeForMs;
  function use() {
    if (!isActive()) measuredFromMs = timeline.now() + drawBetween(random, lag.activationDelayMs);
    lastUseMs = timeline.now();
  }

  timeline.every(MINUTE_MS, timeline.now() + MINUTE_MS, () => {
    const nowMs = timeline.now();
    const minute = Math.round(nowMs / MINUTE_MS) - 1;
    if (!isEmpty()) use();
    if (isActive() && nowMs >= measuredFromMs) {
      values.set(minute, { value: measure(), knownAtMs: nowMs + drawBetween(random, lag.publishDelayMs) });
    }
    // An alarm looks back a day at most.
    values.delete(minute - 24 * 60);
  });

  return {
    use,
    lastMinutes(count) {
      const nowMs = timeline.now();
      const newest = Math.floor(nowMs / MINUTE_MS) - 1;
      return Array.from({ length: count }, (_, i) => {
        const known = values.get(newest - count + 1 + i);
        return known && known.knownAtMs <= nowMs ? known.value : undefined;
      });
    },
  };
}

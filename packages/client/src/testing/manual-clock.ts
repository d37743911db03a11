import type { Clock } from '../clock.ts';

export interface ManualClock extends Clock {
  /** Makes time pass, and wakes whoever sleeps no longer than that. */
  advance(ms: number): void;
  /** How many sleep. */
  sleepers(): number;
  /** Resolves once somebody sleeps for exactly so long. */
  asleepFor(ms: number): Promise<void>;
}

interface Sleeper {
  readonly ms: number;
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that stands still unless it is told otherwise. */
export function createManualClock(): ManualClock {
  let now = Date.UTC(2026, 10, 21);
  const sleepers = new Set<Sleeper>();
  let changed = Promise.withResolvers<void>();

  return {
    now: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      if (ms <= 0) return;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const sleeper = { ms, until: now + ms, wake: resolve };
      const stop = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', stop, { once: true });
      sleepers.add(sleeper);
      changed.resolve();
      changed = Promise.withResolvers();
      try {
        await promise;
      } finally {
        sleepers.delete(sleeper);
        signal?.removeEventListener('abort', stop);
      }
    },
    advance(ms) {
      now += ms;
      for (const { until, wake } of sleepers) if (until <= now) wake();
    },
    sleepers: () => sleepers.size,
    async asleepFor(ms) {
      while (![...sleepers].some((sleeper) => sleeper.ms === ms)) await changed.promise;
    },
  };
}

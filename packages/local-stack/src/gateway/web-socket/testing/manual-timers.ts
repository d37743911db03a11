import type { Timers } from '../timers.ts';

export interface ManualTimers extends Timers {
  advance(ms: number): void;
  pending(): number;
}

/** Time that stands still unless it is told otherwise. */
export function manualTimers(): ManualTimers {
  let now = Date.UTC(2026, 10, 21);
  const timers = new Set<{ readonly at: number; readonly act: () => void }>();
  return {
    now: () => now,
    after(ms, act) {
      const timer = { at: now + ms, act };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(ms) {
      now += ms;
      for (const timer of timers) {
        if (timer.at > now) continue;
        timers.delete(timer);
        timer.act();
      }
    },
    pending: () => timers.size,
  };
}

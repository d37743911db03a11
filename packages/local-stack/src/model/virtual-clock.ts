import type { MemoryClock } from '@jobs/job-store/memory';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Time that passes only when it is told to. Milliseconds since the epoch. */
export class VirtualClock implements MemoryClock {
  #now = Date.UTC(2026, 0, 1);
  #aheadMs = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now + this.#aheadMs;
  }

  /** What `look` sees, at once, while it is so much later. */
  whileAhead<T>(ms: number, look: () => T): T {
    this.#aheadMs = ms;
    try {
      return look();
    } finally {
      this.#aheadMs = 0;
    }
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, ms), callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** When the next timer falls due; Infinity when there is none. */
  get nextTimerAt(): number {
    return this.#next()?.at ?? Infinity;
  }

  /** Lets all timers up to then fall due, in their order. */
  advanceTo(until: number): void {
    for (let next = this.#next(); next && next.at <= until; next = this.#next()) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
    }
    this.#now = Math.max(this.#now, until);
  }

  #next(): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers) if (!next || timer.at < next.at) next = timer;
    return next;
  }
}

import * as fc from 'fast-check';
import type { Clock } from '@jobs/worker';
import type { VirtualClock } from './virtual-clock.ts';

/** How far a process's clock is ahead of the services', in milliseconds; behind if negative. */
export interface ClockSkew {
  readonly aheadMs: number;
  /** So long after the start of the process, the clock is set. */
  readonly step?: { readonly afterMs: number; readonly aheadMs: number };
}

/**
 * Far more than NTP leaves: it sets a clock anew that stays off by more than 128 ms. Two clocks may then differ by 10 s,
 * which is more than the 2 s by which a message is hidden for longer than a lease.
 */
const MAX_SKEW_MS = 5000;

const aheadMs = fc.oneof(
  fc.constantFrom(0, -MAX_SKEW_MS, MAX_SKEW_MS),
  fc.integer({ min: -MAX_SKEW_MS, max: MAX_SKEW_MS }),
);

/** Some time in the first leases of a process. */
const MAX_STEP_AFTER_MS = 150_000;
const step = fc.record({ afterMs: fc.nat(MAX_STEP_AFTER_MS), aheadMs });

const clockSkew: fc.Arbitrary<ClockSkew> = fc.oneof(
  { arbitrary: fc.record({ aheadMs }), weight: 3 },
  { arbitrary: fc.record({ aheadMs, step }), weight: 1 },
);

/** The clocks of a run's processes: the first process has the first, and after the last it begins anew. */
export const skews: fc.Arbitrary<readonly ClockSkew[]> = fc.array(clockSkew, {
  minLength: 1,
  maxLength: 8,
  size: 'max',
});

/** A process's own clock. Its timers run on elapsed time, which no skew changes. */
export class SkewedClock implements Clock {
  readonly #services: VirtualClock;
  readonly #skew: ClockSkew;
  readonly #startedAt: number;
  #latest = 0;

  constructor(services: VirtualClock, skew: ClockSkew) {
    this.#services = services;
    this.#skew = skew;
    this.#startedAt = services.now();
  }

  now(): number {
    const now = this.#services.now() + this.#aheadMs;
    this.#latest = Math.max(this.#latest, now);
    return now;
  }

  after(ms: number, callback: () => void): () => void {
    return this.#services.after(ms, callback);
  }

  /** The latest that it has ever said: a clock that was set back said more before. */
  get latest(): number {
    return Math.max(this.#latest, this.now());
  }

  /** At most so far from the services' clock, either way. */
  get maxSkewMs(): number {
    return Math.max(Math.abs(this.#skew.aheadMs), Math.abs(this.#skew.step?.aheadMs ?? 0));
  }

  /** What `look` sees by this clock, at once, where it asks the services' clock. */
  seeing<T>(look: () => T): T {
    return this.#services.whileAhead(this.#aheadMs, look);
  }

  get #aheadMs(): number {
    const { aheadMs: first, step: set } = this.#skew;
    return set && this.#services.now() >= this.#startedAt + set.afterMs ? set.aheadMs : first;
  }
}

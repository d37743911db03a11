/** With fewer than this in the longest wait, none is waited for: what comes alone is served alone, and at once. */
const WORTH_WAITING_FOR = 3;
/** How much of the mean time between two is that of the newest. */
const NEWEST_WEIGHT = 0.25;

/** How fast things come one after the other, to know whether it is worth to wait for more of them, and how long. */
export class Pace {
  readonly #now: () => number;
  readonly #longestWaitMs: number;
  #lastAt = Number.NEGATIVE_INFINITY;
  #meanGapMs: number;

  constructor(now: () => number, longestWaitMs: number) {
    this.#now = now;
    this.#longestWaitMs = longestWaitMs;
    this.#meanGapMs = longestWaitMs;
  }

  /** One more has come. */
  note(): void {
    const gapMs = Math.min(this.#longestWaitMs, this.#now() - this.#lastAt);
    this.#lastAt = this.#now();
    this.#meanGapMs += (gapMs - this.#meanGapMs) * NEWEST_WEIGHT;
  }

  /** How long to wait for so many more; 0 when they come too seldom. */
  waitMsFor(count: number): number {
    if (this.#meanGapMs * WORTH_WAITING_FOR > this.#longestWaitMs) return 0;
    return Math.min(this.#longestWaitMs, Math.ceil(this.#meanGapMs * count));
  }
}

/** Time, so that tests can make it pass. */
export interface Timers {
  /** Milliseconds since the epoch. */
  now(): number;
  /** @returns what calls it off */
  after(ms: number, act: () => void): () => void;
}

export const systemTimers: Timers = {
  now: Date.now,
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

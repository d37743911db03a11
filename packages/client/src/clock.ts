/** Time, so that tests can make it pass. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** What a timer can take; longer is as good as for ever. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const wake = () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(ms, LONGEST_TIMER_MS));
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', stop, { once: true });
    }),
};

/**
 * Does something with a signal that is aborted after `ms`, or when the caller's is. Whoever calls tells the two apart
 * by the reason, which is `timedOut` itself.
 */
export async function withinTime<T>(
  { clock, ms, signal, timedOut }: TimeLimit,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (ms === Infinity) return act(signal);
  const over = new AbortController();
  const limit = new AbortController();
  clock.sleep(ms, over.signal).then(
    () => limit.abort(timedOut),
    () => {},
  );
  try {
    return await act(AbortSignal.any([signal, limit.signal]));
  } finally {
    over.abort();
  }
}

interface TimeLimit {
  readonly clock: Clock;
  readonly ms: number;
  readonly signal: AbortSignal;
  readonly timedOut: Error;
}

import type { MemoryClock } from '../memory-clock.ts';

/** Lets long polls wait until a message may be there. */
export class Arrivals {
  readonly #clock: MemoryClock;
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(clock: MemoryClock) {
    this.#clock = clock;
  }

  tell(queue: string): void {
    for (const wake of this.#waiting.get(queue) ?? []) wake();
  }

  /** Resolves when a message arrives in the queue, at `until` at the latest, or when `signal` is aborted. */
  wait(queue: string, until: number, signal: AbortSignal | undefined): Promise<void> {
    const waiting = this.#waiting.get(queue) ?? new Set();
    this.#waiting.set(queue, waiting);
    return new Promise((resolve) => {
      const wake = () => {
        cancelTimer();
        waiting.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const cancelTimer = this.#clock.after(until - this.#clock.now(), wake);
      waiting.add(wake);
      signal?.addEventListener('abort', wake);
    });
  }
}

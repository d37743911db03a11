interface Waiter {
  readonly max: number;
  readonly resolve: (taken: number) => void;
}

/** The jobs that a worker may run at once, as places to take before receiving. First come, first served. */
export class Slots {
  #free: number;
  readonly #waiting: Waiter[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Waits until a slot is free, then takes as many as are, at most `max`. Answers 0 once `signal` is aborted. */
  take(max: number, signal: AbortSignal): Promise<number> {
    if (signal.aborted) return Promise.resolve(0);
    return new Promise((resolve) => {
      const waiter = {
        max,
        resolve: (taken: number) => {
          signal.removeEventListener('abort', giveUp);
          resolve(taken);
        },
      };
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        waiter.resolve(0);
      };
      signal.addEventListener('abort', giveUp);
      this.#waiting.push(waiter);
      this.#serve();
    });
  }

  giveBack(count: number): void {
    this.#free += count;
    this.#serve();
  }

  #serve(): void {
    while (this.#free > 0) {
      const waiter = this.#waiting.shift();
      if (!waiter) return;
      const taken = Math.min(this.#free, waiter.max);
      this.#free -= taken;
      waiter.resolve(taken);
    }
  }
}

import { sleep, type Clock } from '../clock.ts';

export interface BackOffSettings {
  readonly initialMs: number;
  readonly maxMs: number;
}

/** A pause that doubles with each failure in a row, with jitter on its upper half, and ends with the first success. */
export class BackOff {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #settings: BackOffSettings;
  #pauseMs = 0;
  #until = 0;

  constructor(clock: Clock, random: () => number, settings: BackOffSettings) {
    this.#clock = clock;
    this.#random = random;
    this.#settings = settings;
  }

  /** What fails during a pause was begun before it, and says nothing new. */
  failed(): void {
    if (this.#clock.now() < this.#until) return;
    const { initialMs, maxMs } = this.#settings;
    this.#pauseMs = Math.min(maxMs, this.#pauseMs === 0 ? initialMs : this.#pauseMs * 2);
    this.#until = this.#clock.now() + this.#pauseMs * (0.5 + this.#random() / 2);
  }

  succeeded(): void {
    this.#pauseMs = 0;
    this.#until = 0;
  }

  /** Resolves when the pause is over, or as soon as `signal` is aborted. */
  over(signal: AbortSignal): Promise<void> {
    return sleep(this.#clock, this.#until - this.#clock.now(), signal);
  }
}

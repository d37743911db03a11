import type { Clock } from '@jobs/worker';
import type { Scheduler } from 'fast-check';
import type { SkewedClock } from './skewed-clock.ts';

/**
 * What goes wrong with one call of a service.
 * - `refused`: nothing is done, and the caller is told so
 * - `lost`: it is done, but the caller is told that it failed
 * - `resent`: it is done, the answer is lost, and the SDK sends the same call again
 * - `standstill`: the whole process stands still before it, for longer than a lease
 * - `crash-before`, `crash-after`: the caller dies before or after it is done
 */
export const FAULTS = ['none', 'refused', 'lost', 'resent', 'standstill', 'crash-before', 'crash-after'] as const;
export type Fault = (typeof FAULTS)[number];

export interface Call<T> {
  readonly label: string;
  /** What the service does, all at once. */
  readonly effect: () => Promise<T>;
  /** What the caller gets, or what is thrown at it, when the service refuses. */
  readonly refusal: () => T;
  /** It writes the end of an attempt. */
  readonly isEnd?: boolean;
}

/**
 * What the caller of a call learns of what it did. `open`: the first answer was lost, and the call is sent again; if
 * somebody else is quicker, the second answer tells of that alone.
 */
export interface Answer {
  is: 'heard' | 'lost' | 'open';
}

/** Timers that are this short are left to the schedule: they fall due soon, in any order. */
const SOON_MS = 10;

const STANDSTILL_MS = 100_000;

const never = <T>() => new Promise<T>(() => {});

/**
 * A process: a worker's, or one invocation of a function. Each call that it makes is a step of the schedule; it may die
 * before and after each of them, and what it would have done next is never done.
 */
export class SimulatedProcess {
  readonly name: string;
  readonly clock: Clock;
  /** The time that `clock` tells, and how far it may be off. */
  readonly ownTime: SkewedClock;
  readonly #scheduler: Scheduler;
  readonly #killed = new AbortController();
  readonly #onDeath: (process: SimulatedProcess) => void;
  #faults: Fault[];
  #callsArrive = false;
  #diesAfterEnd = false;
  /** Resolves when the process goes on again. */
  #standstill: Promise<void> | undefined;
  /** Of the call that is being done. */
  answer: Answer = { is: 'heard' };

  constructor(
    name: string,
    scheduler: Scheduler,
    ownTime: SkewedClock,
    faults: readonly Fault[],
    onDeath: (process: SimulatedProcess) => void = () => {},
  ) {
    this.name = name;
    this.#scheduler = scheduler;
    this.ownTime = ownTime;
    this.#faults = [...faults];
    this.#onDeath = onDeath;
    this.clock = { now: () => ownTime.now(), after: (ms, callback) => this.#after(ms, callback) };
  }

  /** Aborted when the process dies. */
  get killed(): AbortSignal {
    return this.#killed.signal;
  }

  get isDead(): boolean {
    return this.killed.aborted;
  }

  /** From now on, calls go wrong like this, one after the other. */
  disturb(faults: readonly Fault[]): void {
    this.#faults.push(...faults);
  }

  /** Dies with the next end of an attempt that it writes, before it can do anything more. */
  dieAfterEnd(): void {
    this.#diesAfterEnd = true;
  }

  calm(): void {
    this.#faults = [];
    this.#diesAfterEnd = false;
  }

  /** `callsArrive`: what was under way to a service is still done. */
  die({ callsArrive }: { readonly callsArrive: boolean }): void {
    if (this.isDead) return;
    this.#callsArrive = callsArrive;
    this.#killed.abort();
    this.#onDeath(this);
  }

  /** One step of the schedule; never resolves in a dead process. */
  async step(label: string): Promise<void> {
    await this.#scheduler.schedule(Promise.resolve(), `${this.name}: ${label}`);
    await this.#standstill;
    if (this.isDead) await never();
  }

  async call<T>(call: Call<T>): Promise<T> {
    if (this.isDead) return never();
    const fault = this.#faults.shift() ?? 'none';
    if (fault === 'standstill') this.#standStill();
    await this.#standstill;
    await this.#scheduler.schedule(Promise.resolve(), `${this.name}: ${call.label}`);
    if (fault === 'crash-before') this.die({ callsArrive: false });
    if (this.isDead && !this.#callsArrive) return never();
    const answer = fault === 'refused' ? undefined : { is: await this.#perform(call, fault) };
    await this.#standstill;
    if (this.isDead) return never();
    return answer && fault !== 'lost' ? answer.is : call.refusal();
  }

  async #perform<T>({ label, effect, isEnd = false }: Call<T>, fault: Fault): Promise<T> {
    const dies = fault === 'crash-after' || (isEnd && this.#diesAfterEnd);
    const isLost = fault === 'lost' || dies || this.isDead;
    const answer: Answer = { is: isLost ? 'lost' : fault === 'resent' ? 'open' : 'heard' };
    this.answer = answer;
    let outcome = await effect();
    if (fault === 'resent') {
      await this.step(`${label}, again`);
      if (answer.is === 'open') answer.is = 'heard';
      this.answer = answer;
      outcome = await effect();
    }
    if (dies) this.die({ callsArrive: false });
    return outcome;
  }

  #standStill(): void {
    this.#standstill ??= new Promise((resolve) => {
      this.ownTime.after(STANDSTILL_MS, () => {
        this.#standstill = undefined;
        resolve();
      });
    });
  }

  #after(ms: number, callback: () => void): () => void {
    let isCancelled = false;
    const call = () => {
      if (this.#standstill) void this.#standstill.then(call);
      else if (!isCancelled && !this.isDead) callback();
    };
    const cancel = () => {
      isCancelled = true;
    };
    if (ms <= SOON_MS) {
      void this.step('timer').then(call);
      return cancel;
    }
    const cancelTimer = this.ownTime.after(ms, call);
    this.killed.addEventListener('abort', cancelTimer);
    return () => {
      cancel();
      cancelTimer();
      this.killed.removeEventListener('abort', cancelTimer);
    };
  }
}

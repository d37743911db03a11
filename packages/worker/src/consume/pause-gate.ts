import type { Controls } from '@jobs/job-store';
import type { Logger } from 'pino';
import { sleep, type Clock } from '../clock.ts';

/** Keeps a worker from receiving while an operator has paused its job type. */
export interface PauseGate {
  /** Resolves once the job type is not paused, or as soon as `signal` is aborted. */
  over(signal: AbortSignal): Promise<void>;
  /** Whether it is paused at this moment, as far as is known. */
  isPaused(): Promise<boolean>;
}

export interface PauseGateSettings {
  readonly controls: Pick<Controls, 'getPause'>;
  readonly jobType: string;
  /** How long an answer counts. */
  readonly intervalMs: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/** For workers without controls. */
export const neverPaused: PauseGate = { over: () => Promise.resolve(), isPaused: () => Promise.resolve(false) };

/**
 * Asks when it is asked itself, and no more often than once in an interval. What can't be read changes nothing: a worker
 * that works goes on, and one that is paused waits on.
 */
export function createPauseGate({ controls, jobType, intervalMs, clock, log }: PauseGateSettings): PauseGate {
  let isPaused = false;
  let freshUntil = -Infinity;

  const read = async () => {
    freshUntil = clock.now() + intervalMs;
    try {
      const pause = await controls.getPause(jobType);
      const wasPaused = isPaused;
      isPaused = pause !== undefined;
      if (pause && !wasPaused) log.info({ by: pause.by }, 'Paused: no jobs are received');
      if (!pause && wasPaused) log.info('Resumed');
    } catch (error) {
      log.warn({ err: error, isPaused }, 'Whether the job type is paused could not be read');
    }
  };

  const ask = async () => {
    if (clock.now() >= freshUntil) await read();
    return isPaused;
  };

  return {
    isPaused: ask,
    async over(signal) {
      while (await ask()) {
        if (signal.aborted) return;
        await sleep(clock, freshUntil - clock.now(), signal);
      }
    },
  };
}

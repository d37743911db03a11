import type { Clock } from '../clock.ts';
import { evictionOf, type WorkerSettings } from '../settings.ts';
import type { WorkStages } from '../shutdown/shutdown.ts';

/** For the last statistics, and for the answer to arrive before Lambda ends the invocation. */
const ANSWER_MS = 3000;

export interface InvocationTime extends WorkStages {
  /** What an invocation has for its jobs, in milliseconds. */
  readonly graceMs: number;
  /** Resolves when it is used up. */
  readonly over: Promise<void>;
  /** The invocation has ended before. */
  clear(): void;
}

/**
 * The time of one invocation: as a worker that is told to stop at its very start, and has that long for it. A job that is
 * still at work near its end is released; nothing is begun from then on.
 */
export function createInvocationTime(
  clock: Clock,
  remainingMs: number,
  { stopGraceMs }: Pick<WorkerSettings, 'stopGraceMs'>,
): InvocationTime {
  const evict = new AbortController();
  const giveUp = new AbortController();
  const over = Promise.withResolvers<void>();
  const graceMs = Math.max(0, remainingMs - ANSWER_MS);
  const cancelEviction = clock.after(evictionOf({ shutdownGraceMs: graceMs, stopGraceMs }).afterMs, () =>
    evict.abort(),
  );
  const cancelGivingUp = clock.after(graceMs, () => {
    giveUp.abort();
    over.resolve();
  });
  return {
    draining: evict.signal,
    evicting: evict.signal,
    givingUp: giveUp.signal,
    graceMs,
    over: over.promise,
    clear: () => {
      cancelEviction();
      cancelGivingUp();
    },
  };
}

import type { Clock } from '../clock.ts';
import { evictionOf, type WorkerSettings } from '../settings.ts';

/** When the time for work runs out, step by step. */
export interface WorkStages {
  /** No more messages are received, and no job is begun. */
  readonly draining: AbortSignal;
  /** Running jobs are stopped, to be released. */
  readonly evicting: AbortSignal;
  /** The grace is over: what cannot be done at once is left undone. Leases and messages run out by themselves. */
  readonly givingUp: AbortSignal;
}

export interface Shutdown extends WorkStages {
  /** Goes through the three, as long as `finish` takes; called again, it skips the rest of the grace. */
  run(finish: () => Promise<void>): Promise<void>;
}

/** The stages of a worker's end, within the time that the platform allows between SIGTERM and SIGKILL. */
export function createShutdown(
  clock: Clock,
  settings: Pick<WorkerSettings, 'shutdownGraceMs' | 'stopGraceMs'>,
): Shutdown {
  const drain = new AbortController();
  const evict = new AbortController();
  const giveUp = new AbortController();
  let ended: Promise<void> | undefined;

  const begin = async (finish: () => Promise<void>) => {
    const cancelEviction = clock.after(evictionOf(settings).afterMs, () => evict.abort());
    const cancelGivingUp = clock.after(settings.shutdownGraceMs, () => giveUp.abort());
    const outOfTime = new Promise<void>((resolve) => {
      giveUp.signal.addEventListener('abort', () => resolve());
    });
    drain.abort();
    try {
      await Promise.race([finish(), outOfTime]);
    } finally {
      cancelEviction();
      cancelGivingUp();
    }
  };

  return {
    draining: drain.signal,
    evicting: evict.signal,
    givingUp: giveUp.signal,
    run: (finish) => {
      if (ended) evict.abort();
      ended ??= begin(finish);
      return ended;
    },
  };
}

import type { JobQueues } from '@jobs/job-store';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { visibilitySeconds } from '../settings.ts';

/** A message kept invisible to others, and what else is due with each beat. */
export interface Heartbeat {
  /** From now on, `beat` is called each time as well. */
  also(beat: () => Promise<void>): void;
  /** Ends it; resolves once no extension of this message's visibility is under way that could undo what follows. */
  end(): Promise<void>;
}

export interface Heartbeats {
  start(queue: string, receiptHandle: string): Heartbeat;
  /** At once, for all that have been started; the next beat is due as long afterwards as ever. */
  beatNow(): void;
}

interface Entry {
  readonly queue: string;
  readonly receiptHandle: string;
  beat?: () => Promise<void>;
}

interface HeartbeatSettings {
  readonly queues: JobQueues;
  readonly clock: Clock;
  readonly leaseSeconds: number;
  readonly log: Logger;
}

/** One timer for the whole worker: every third of a lease, all visibilities in batches, and all leases. */
export function createHeartbeats({ queues, clock, leaseSeconds, log }: HeartbeatSettings): Heartbeats {
  const entries = new Set<Entry>();
  let extending: Promise<unknown> = Promise.resolve();
  let cancelTimer: (() => void) | undefined;

  const extendVisibility = async (queue: string, ofQueue: readonly Entry[]) => {
    const timeoutSeconds = visibilitySeconds(leaseSeconds);
    const changes = ofQueue.map(({ receiptHandle }) => ({ receiptHandle, timeoutSeconds }));
    try {
      const failed = await queues.changeVisibility(queue, changes);
      if (failed.length > 0) log.warn({ queue, count: failed.length }, 'Visibility could not be extended');
    } catch (error) {
      log.warn({ err: error, queue }, 'Visibility could not be extended');
    }
  };

  const beat = () => {
    cancelTimer = undefined;
    schedule();
    const byQueue = Map.groupBy(entries, (entry) => entry.queue);
    extending = Promise.all([...byQueue].map(([queue, ofQueue]) => extendVisibility(queue, ofQueue)));
    for (const entry of entries) void entry.beat?.();
  };

  const schedule = () => {
    cancelTimer ??= clock.after((leaseSeconds * 1000) / 3, beat);
  };

  const rest = () => {
    cancelTimer?.();
    cancelTimer = undefined;
  };

  return {
    beatNow() {
      rest();
      beat();
    },
    start(queue, receiptHandle) {
      const entry: Entry = { queue, receiptHandle };
      entries.add(entry);
      schedule();
      return {
        also: (further) => {
          entry.beat = further;
        },
        end: async () => {
          if (!entries.delete(entry)) return;
          if (entries.size === 0) rest();
          await extending;
        },
      };
    },
  };
}

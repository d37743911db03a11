import type { ReceivedMessage } from '@jobs/job-store';
import { createDeleter } from './consume/deleter.ts';
import type { PauseGate } from './consume/pause-gate.ts';
import { pollLanes } from './consume/poll-lanes.ts';
import { createMessageWork } from './create-message-work.ts';
import { visibilitySeconds, type WorkerSettings } from './settings.ts';
import { createShutdown } from './shutdown/shutdown.ts';
import type { WorkerDependencies } from './worker-dependencies.ts';

export interface PollingDependencies extends WorkerDependencies {
  readonly pauseGate: Pick<PauseGate, 'over'>;
}

export interface Worker {
  start(): void;
  /**
   * Receives no more; lets running jobs finish within the grace, stops and releases the others. Called again, it skips
   * the rest of the grace. Resolves when everything is done, or the grace is over.
   */
  stop(): Promise<void>;
  /** Messages at work right now. */
  readonly busy: number;
}

/** Nobody waits for a message to be deleted, */
const DELETE_WAIT_MS = 100;
/** but for the next of its group. */
const ORDERED_DELETE_WAIT_MS = 15;

/** A worker of one job type: receives from all of its lanes, and runs as many jobs at once as it has slots. */
export function createWorker(dependencies: PollingDependencies, settings: WorkerSettings): Worker {
  const { queues, pauseGate, clock, random, log } = dependencies;
  const { jobType, concurrency } = settings;
  const shutdown = createShutdown(clock, settings);
  const atWork = new Set<Promise<void>>();
  const deleteMessage = createDeleter(queues, clock, jobType.ordering ? ORDERED_DELETE_WAIT_MS : DELETE_WAIT_MS);
  const work = createMessageWork(dependencies, settings, shutdown, { deleteMessage });

  const handle = (queue: string, message: ReceivedMessage, freeSlot: () => void) => {
    const handled = work.handle(queue, message, freeSlot);
    atWork.add(handled);
    return handled.finally(() => atWork.delete(handled));
  };

  let polling: Promise<void> | undefined;

  return {
    get busy() {
      return atWork.size;
    },
    start() {
      const visibilityTimeoutSeconds = visibilitySeconds(jobType.leaseSeconds);
      polling = pollLanes(
        {
          jobType,
          slots: concurrency,
          queues,
          workBackOff: {
            over: async (signal) => {
              await work.pauses.over(signal);
              await pauseGate.over(signal);
            },
          },
          visibilityTimeoutSeconds,
          clock,
          random,
          log,
          handle,
        },
        shutdown.draining,
      );
    },
    stop: () =>
      shutdown.run(async () => {
        await polling;
        await Promise.all(atWork);
        await work.close();
        await dependencies.runner.close();
      }),
  };
}

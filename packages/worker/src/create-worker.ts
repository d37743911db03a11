import type { JobEvents, JobQueues, JobTable, ReceivedMessage } from '@jobs/job-store';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import { BackOff } from './consume/back-off.ts';
import { createDeleter } from './consume/deleter.ts';
import { handleMessage, type MessageHandling } from './consume/handle-message.ts';
import { createHeartbeats } from './consume/heartbeat.ts';
import { pollLanes } from './consume/poll-lanes.ts';
import { createPublisher } from './consume/publisher.ts';
import { createBusyGuard } from './protect-task/busy-guard.ts';
import type { TaskProtection } from './protect-task/task-protection.ts';
import type { AttemptRunner } from './run-job/attempt-runner.ts';
import { runJob } from './run-job/run-job.ts';
import { evictionOf, visibilitySeconds, type WorkerSettings } from './settings.ts';
import { createShutdown } from './shutdown/shutdown.ts';

export interface WorkerDependencies {
  readonly jobs: JobTable;
  readonly queues: JobQueues;
  readonly events: JobEvents;
  readonly runner: AttemptRunner;
  readonly protection: TaskProtection;
  readonly clock: Clock;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  /** A new one for each claim. */
  readonly newClaimId: () => string;
  readonly log: Logger;
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

const WORK_BACK_OFF = { initialMs: 1000, maxMs: 60_000 };

/** A worker of one job type: receives from all of its lanes, and runs as many jobs at once as it has slots. */
export function createWorker(dependencies: WorkerDependencies, settings: WorkerSettings): Worker {
  const { queues, clock, random, log } = dependencies;
  const { jobType, concurrency } = settings;
  const shutdown = createShutdown(clock, settings);
  const { draining, evicting, givingUp } = shutdown;
  const atWork = new Set<Promise<void>>();

  const retrying = { clock, random, log, givingUp };
  const { publish, publishProgress } = createPublisher(dependencies.events, settings.eventSource, retrying);
  const workBackOff = new BackOff(clock, random, WORK_BACK_OFF);
  const dependencyBackOff = new BackOff(clock, random, WORK_BACK_OFF);
  const pauses = {
    over: async (signal: AbortSignal) => {
      await workBackOff.over(signal);
      await dependencyBackOff.over(signal);
    },
  };
  const longestJobMinutes = (jobType.timeLimitSeconds + settings.shutdownGraceMs / 1000) / 60;
  const busyGuard = createBusyGuard(dependencies.protection, clock, longestJobMinutes);
  const heartbeats = createHeartbeats({ queues, clock, leaseSeconds: jobType.leaseSeconds, log });
  const evictionStopGraceMs = evictionOf(settings).stopGraceMs;
  const running = {
    ...dependencies,
    ...settings,
    evictionStopGraceMs,
    publish,
    publishProgress,
    busyGuard,
    workBackOff,
    dependencyBackOff,
    evicting,
    retrying,
  };
  const handling: MessageHandling = {
    ...dependencies,
    jobType,
    publish,
    workBackOff,
    retrying,
    draining,
    holder: { queues, heartbeats, clock, log, deleteMessage: createDeleter(queues, clock) },
    run: (claim, held, jobLog) => runJob(claim, held, running, jobLog),
  };

  const handle = (queue: string, message: ReceivedMessage) => {
    const handled = handleMessage(queue, message, handling);
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
          workBackOff: pauses,
          visibilityTimeoutSeconds,
          clock,
          random,
          log,
          handle,
        },
        draining,
      );
    },
    stop: () =>
      shutdown.run(async () => {
        await polling;
        await Promise.all(atWork);
        await busyGuard.close();
        await dependencies.runner.close();
      }),
  };
}

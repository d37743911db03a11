import type { JobRecord, ReceivedMessage } from '@jobs/job-store';
import { BackOff } from './consume/back-off.ts';
import { handleMessage, type MessageHandling } from './consume/handle-message.ts';
import { createHeartbeats } from './consume/heartbeat.ts';
import { createPublisher } from './consume/publisher.ts';
import { createBusyGuard } from './protect-task/busy-guard.ts';
import { runJob } from './run-job/run-job.ts';
import { evictionOf, type WorkerSettings } from './settings.ts';
import type { WorkStages } from './shutdown/shutdown.ts';
import type { WorkerDependencies } from './worker-dependencies.ts';

/** What differs with who receives the messages. */
export interface MessageReceiver {
  /** Its work is done. */
  readonly deleteMessage: (queue: string, receiptHandle: string) => Promise<void>;
  /** How long the message of a released job is held back; absent, not at all. */
  readonly releaseDelaySeconds?: (job: JobRecord) => number;
}

/** What deals with received messages, whoever receives them. */
export interface MessageWork {
  /** Deals with a message to its end; never rejects. `freeSlot` is called when its handler has ended. */
  handle(queue: string, message: ReceivedMessage, freeSlot?: () => void): Promise<void>;
  /** Keeps all messages at work from others, from now on for as long as a lease. */
  beatNow(): void;
  /** Resolves when it is sensible to receive more. */
  readonly pauses: Pick<BackOff, 'over'>;
  /** When nothing is at work any more. */
  close(): Promise<void>;
}

const WORK_BACK_OFF = { initialMs: 1000, maxMs: 60_000 };

/** Claims, runs and ends the jobs of messages, with the same heartbeats and batches for all of them. */
export function createMessageWork(
  dependencies: WorkerDependencies,
  settings: WorkerSettings,
  stages: WorkStages,
  { deleteMessage, ...receiver }: MessageReceiver,
): MessageWork {
  const { queues, clock, random, log } = dependencies;
  const { jobType } = settings;
  const { draining, evicting, givingUp } = stages;
  const retrying = { clock, random, log, givingUp };
  const { publish, publishProgress } = createPublisher(dependencies.events, settings.eventSource, retrying);
  const workBackOff = new BackOff(clock, random, WORK_BACK_OFF);
  const dependencyBackOff = new BackOff(clock, random, WORK_BACK_OFF);
  const longestJobMinutes = (jobType.timeLimitSeconds + settings.shutdownGraceMs / 1000) / 60;
  const busyGuard = createBusyGuard(dependencies.protection, clock, longestJobMinutes);
  const heartbeats = createHeartbeats({ queues, clock, leaseSeconds: jobType.leaseSeconds, log });
  const running = {
    ...dependencies,
    ...settings,
    ...receiver,
    evictionStopGraceMs: evictionOf(settings).stopGraceMs,
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
    holder: { queues, heartbeats, clock, log, deleteMessage },
    run: (claim, held, jobLog) => runJob(claim, held, running, jobLog),
  };
  return {
    handle: (queue, message, freeSlot) => handleMessage(queue, message, handling, freeSlot),
    beatNow: () => heartbeats.beatNow(),
    pauses: {
      over: async (signal: AbortSignal) => {
        await workBackOff.over(signal);
        await dependencyBackOff.over(signal);
      },
    },
    close: () => busyGuard.close(),
  };
}

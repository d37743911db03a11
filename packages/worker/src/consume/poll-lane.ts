import type { JobQueues, ReceivedMessage } from '@jobs/job-store';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { BackOff } from './back-off.ts';
import type { Slots } from './slots.ts';

/** What SQS allows. */
const MAX_MESSAGES = 10;
const IDLE_WAIT_SECONDS = 20;
/** Short, since it holds every free slot; above zero, since SQS then asks all of its servers. */
const BUSY_WAIT_SECONDS = 1;

export interface Lane {
  readonly queue: string;
  readonly queues: JobQueues;
  readonly slots: Slots;
  /** Shared by all lanes: how long to leave messages alone, since the worker could not take them. */
  readonly workBackOff: Pick<BackOff, 'over'>;
  readonly visibilityTimeoutSeconds: number;
  /** False when fewer jobs run at once than there are pollers: then no poll may hold its slot for long. */
  readonly longPoll: boolean;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  /** Deals with a message to its end; never rejects. */
  handle(message: ReceivedMessage): Promise<void>;
}

/**
 * Receives from one queue until `draining` is aborted. It takes slots before it asks for messages, so that no message
 * waits in a worker for a slot. An idle lane holds one slot; a lane that has work asks for as many messages as fit.
 */
export async function pollLane(lane: Lane, draining: AbortSignal): Promise<void> {
  const { queue, queues, slots } = lane;
  const receiveBackOff = new BackOff(lane.clock, lane.random, { initialMs: 500, maxMs: 30_000 });
  let busy = false;
  while (!draining.aborted) {
    await lane.workBackOff.over(draining);
    await receiveBackOff.over(draining);
    const taken = await slots.take(busy ? MAX_MESSAGES : 1, draining);
    if (taken === 0) return;
    let messages: readonly ReceivedMessage[] = [];
    try {
      messages = await queues.receiveMessages(queue, {
        maxMessages: taken,
        waitSeconds: lane.longPoll && !busy ? IDLE_WAIT_SECONDS : BUSY_WAIT_SECONDS,
        visibilityTimeoutSeconds: lane.visibilityTimeoutSeconds,
        signal: draining,
      });
      receiveBackOff.succeeded();
    } catch (error) {
      lane.log.error({ err: error, queue }, 'Messages could not be received');
      receiveBackOff.failed();
    }
    slots.giveBack(taken - messages.length);
    busy = messages.length === taken;
    for (const message of messages) void lane.handle(message).finally(() => slots.giveBack(1));
  }
}

import type { JobQueues, JobRecord, ReceivedMessage } from '@jobs/job-store';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Heartbeat, Heartbeats } from './heartbeat.ts';

/** SQS hides a message for at most 12 hours from its receive; a minute of them is kept for the clocks' difference. */
const MAX_HIDDEN_MS = (12 * 60 - 1) * 60_000;

/** A message that this worker has received, and the ways to be done with it. Each ends its heartbeat. */
export interface HeldMessage {
  readonly message: ReceivedMessage;
  readonly heartbeat: Heartbeat;
  /** The handler has ended: what is left to do for the message keeps no other from being worked on. */
  freeSlot(): void;
  /** Its work is done. Failing to delete is no failure: it comes again, and finds nothing to do. */
  delete(): Promise<void>;
  /** It comes again after so many seconds, as far as SQS allows. */
  returnAfter(seconds: number): Promise<void>;
  /**
   * A fresh message, whose receive count starts anew, takes its place. A FIFO queue delays no single message: there, it
   * is this one that comes again after a delay. @throws {SendFailedError}
   */
  replace(job: Pick<JobRecord, 'jobId' | 'owner' | 'orderGroup'>, delaySeconds: number): Promise<void>;
  /**
   * Leaves it, the message of this FAILED job, to the dead-letter queue: made visible at once, again and again, it
   * reaches the queue's receive limit, and SQS itself moves it. @throws {SendFailedError}
   */
  toDeadLetters(): Promise<void>;
  /** Leaves it alone: it comes again when its visibility timeout is over. */
  leave(): Promise<void>;
}

export interface MessageHolder {
  readonly queues: JobQueues;
  readonly heartbeats: Heartbeats;
  readonly clock: Clock;
  readonly log: Logger;
  readonly deleteMessage: (queue: string, receiptHandle: string) => Promise<void>;
}

/** Keeps a received message from others until the caller is done with it. */
export function holdMessage(
  queue: string,
  message: ReceivedMessage,
  holder: MessageHolder,
  freeSlot: () => void = () => {},
): HeldMessage {
  const { queues, clock, log } = holder;
  const { receiptHandle } = message;
  const receivedAt = clock.now();
  const heartbeat = holder.heartbeats.start(queue, receiptHandle);

  const remove = async () => {
    await heartbeat.end();
    await holder
      .deleteMessage(queue, receiptHandle)
      .catch((error: unknown) => log.warn({ err: error, queue }, 'A message could not be deleted; it will come again'));
  };

  const returnAfter = async (seconds: number) => {
    await heartbeat.end();
    const allowedSeconds = Math.floor((receivedAt + MAX_HIDDEN_MS - clock.now()) / 1000);
    const timeoutSeconds = Math.max(0, Math.min(Math.ceil(seconds), allowedSeconds));
    await queues.changeVisibility(queue, [{ receiptHandle, timeoutSeconds }]);
  };

  return {
    message,
    heartbeat,
    freeSlot,
    delete: remove,
    leave: () => heartbeat.end(),
    returnAfter,
    replace: async ({ jobId, owner, orderGroup }, delaySeconds) => {
      const delay = Math.min(900, Math.ceil(delaySeconds));
      if (orderGroup !== undefined && delay > 0) return returnAfter(delay);
      const fresh = { jobId, owner, ...(orderGroup !== undefined && { orderGroup }) };
      await queues.sendMessages(queue, [{ ...fresh, ...(delay > 0 && { delaySeconds: delay }) }]);
      await remove();
    },
    toDeadLetters: () => returnAfter(0),
  };
}

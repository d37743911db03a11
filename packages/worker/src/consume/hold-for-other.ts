import { messageFor, queueOf, type JobQueues } from '@jobs/job-store';
import type { HeldMessage } from './held-message.ts';

/**
 * A message that is held for the sake of another job than its own, one whose turn is before it. Whatever becomes of that
 * one, the message comes again. Of one that fails there may be no message: it gets one, to become its dead letter.
 */
export function holdForOther(
  held: HeldMessage,
  queues: Pick<JobQueues, 'sendMessages'>,
  now: () => number,
): HeldMessage {
  return {
    ...held,
    delete: () => held.returnAfter(0),
    replace: (_job, delaySeconds) => held.returnAfter(delaySeconds),
    toDeadLetters: async (job) => {
      await queues.sendMessages(queueOf(job), [messageFor(job, now())]);
      await held.returnAfter(0);
    },
  };
}

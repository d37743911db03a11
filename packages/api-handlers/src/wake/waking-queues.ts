import type { JobQueues } from '@jobs/job-store';
import type { Wake } from './create-waker.ts';
import { sleepingJobTypeOf } from './sleeping-job-types.ts';

/** The same queues, but that a message for a service that may sleep wakes it, side by side with being sent. */
export function wakingQueues(queues: JobQueues, wake: Wake): JobQueues {
  return {
    ...queues,
    async sendMessages(queue, messages) {
      const jobType = sleepingJobTypeOf(queue);
      const waking = jobType === undefined || messages.length === 0 ? undefined : wake(jobType);
      try {
        await queues.sendMessages(queue, messages);
      } finally {
        // Also when sending failed: some of the messages may have come through.
        await waking;
      }
    },
  };
}

import type { JobQueues } from '@jobs/job-store';
import type { Clock } from '../clock.ts';
import { createBatcher } from './batcher.ts';

/** SQS takes so many at once. */
const MAX_DELETES = 10;

/** Deletes messages of several jobs with one call for each queue; the first waits for others so long at most. */
export function createDeleter(queues: JobQueues, clock: Clock, maxWaitMs: number) {
  const batchers = new Map<string, (receiptHandle: string) => Promise<void>>();
  const createQueueBatcher = (queue: string) =>
    createBatcher<string>({
      clock,
      maxItems: MAX_DELETES,
      maxWaitMs,
      flush: async (receiptHandles) => {
        const failed = await queues.deleteMessages(queue, receiptHandles);
        return new Map(failed.map((receiptHandle) => [receiptHandle, new Error('SQS did not delete the message')]));
      },
    });
  return (queue: string, receiptHandle: string): Promise<void> => {
    const batcher = batchers.get(queue) ?? createQueueBatcher(queue);
    batchers.set(queue, batcher);
    return batcher(receiptHandle);
  };
}

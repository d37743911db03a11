import type { JobQueues } from '@jobs/job-store';
import type { Clock } from '../clock.ts';
import { createHeartbeats } from '../consume/heartbeat.ts';
import type { MessageHolder } from '../consume/held-message.ts';
import { silentLog } from './fakes.ts';
import { testJobType } from './test-job-type.ts';

/** Holds messages of the given queues; deletes are not batched, so that a journal shows each in its order. */
export function messageHolder(queues: JobQueues, clock: Clock): MessageHolder {
  return {
    queues,
    clock,
    log: silentLog,
    heartbeats: createHeartbeats({ queues, clock, leaseSeconds: testJobType.leaseSeconds, log: silentLog }),
    deleteMessage: async (queue, receiptHandle) => {
      const failed = await queues.deleteMessages(queue, [receiptHandle]);
      if (failed.length > 0) throw new Error('not deleted');
    },
  };
}

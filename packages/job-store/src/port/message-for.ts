import { queueName } from '@jobs/shared-contracts';
import type { OutgoingMessage } from './job-queues.ts';
import type { JobRecord } from './job-record.ts';

/** The message for a job: of one whose time has not come, delayed until then. Rounded up: it must not start before. */
export function messageFor(job: JobRecord, now: number): OutgoingMessage {
  const { jobId, owner, runAt = 0, notBefore = 0, orderGroup } = job;
  const delaySeconds = Math.ceil((Math.max(runAt, notBefore) - now) / 1000);
  return {
    jobId,
    owner,
    ...(delaySeconds > 0 && { delaySeconds }),
    ...(orderGroup !== undefined && { orderGroup }),
  };
}

/** The queue that the job's messages go to. */
export const queueOf = ({ type, lane, orderGroup }: Pick<JobRecord, 'type' | 'lane' | 'orderGroup'>): string =>
  queueName(type, lane, orderGroup === undefined ? undefined : 'fifo');

import { jobEventOf, type JobEvents, type JobQueues, type Written } from '@jobs/job-store';
import { queueName } from '@jobs/shared-contracts';

export interface DispatchDependencies {
  readonly queues: Pick<JobQueues, 'sendMessages'>;
  readonly events: JobEvents;
  readonly eventSource: string;
}

/**
 * Has a job run that was FAILED and is QUEUED again. The failure is published once more too: the worker that wrote it
 * may have died before it could.
 */
export async function dispatchRetried(
  { events, queues, eventSource }: DispatchDependencies,
  { job, previous }: Written,
): Promise<void> {
  await events.publish([jobEventOf(previous, eventSource), jobEventOf(job, eventSource)]);
  await queues.sendMessages(queueName(job.type, job.lane), [{ jobId: job.jobId, owner: job.owner }]);
}

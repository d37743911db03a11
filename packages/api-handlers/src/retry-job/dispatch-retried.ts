import {
  jobEventOf,
  messageFor,
  placeOf,
  queueOf,
  type JobEvents,
  type JobQueues,
  type JobTable,
  type Written,
} from '@jobs/job-store';

export interface DispatchDependencies {
  readonly jobs: Pick<JobTable, 'takePlace'>;
  readonly queues: Pick<JobQueues, 'sendMessages'>;
  readonly events: JobEvents;
  readonly eventSource: string;
}

/**
 * Has a job run that was FAILED and is QUEUED again. The failure is published once more too: the worker that wrote it
 * may have died before it could. With an ordering, it goes to the end of its group.
 */
export async function dispatchRetried(
  { jobs, events, queues, eventSource }: DispatchDependencies,
  { job, previous }: Written,
  delaySeconds = 0,
): Promise<void> {
  const standing = placeOf(job);
  if (standing) await jobs.takePlace(standing.group, standing.place);
  await events.publish([jobEventOf(previous, eventSource), jobEventOf(job, eventSource)]);
  // One that waits for a slot gets its message with that.
  if (job.heldLine !== undefined) return;
  await queues.sendMessages(queueOf(job), [
    { ...messageFor(job, job.updatedAt), ...(delaySeconds > 0 && { delaySeconds }) },
  ]);
}

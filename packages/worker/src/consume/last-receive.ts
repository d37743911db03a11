import type { JobTable, ReceivedMessage } from '@jobs/job-store';
import { isTerminal, maxReceiveCount, type JobType } from '@jobs/shared-contracts';
import type { Logger } from 'pino';
import { acknowledgeState } from './acknowledge-state.ts';
import type { HeldMessage } from './held-message.ts';
import type { PublishStates } from './publisher.ts';
import { retryTransient, type Retrying } from './retry-transient.ts';

interface LastReceive {
  readonly jobs: Pick<JobTable, 'getJob' | 'leavePlace'>;
  readonly jobType: JobType;
  readonly publish: PublishStates;
  readonly retrying: Retrying;
}

/** With its next receive, the message goes to the dead-letter queue: no worker sees it again. */
export const isLastReceive = ({ receiveCount }: ReceivedMessage, jobType: JobType) =>
  receiveCount >= maxReceiveCount(jobType);

/**
 * Begins nothing with a message that does not come again: if this worker wrote an end and died before it had published
 * it, nobody else would. A job that has not ended gets a fresh message in its place, whose receive count starts anew.
 */
export async function handleLastReceive(
  jobId: string,
  held: HeldMessage,
  { jobs, jobType, publish, retrying }: LastReceive,
  log: Logger,
): Promise<void> {
  const job = await retryTransient(() => jobs.getJob(jobId), retrying);
  if (!job) {
    log.warn('A message names a job that does not exist; it is deleted');
    return held.delete();
  }
  if (isTerminal(job.status)) {
    await publish(job);
    return acknowledgeState(job, held, jobs);
  }
  if (job.type !== jobType.name) return held.returnAfter(0);
  return held.replace(job, 0);
}

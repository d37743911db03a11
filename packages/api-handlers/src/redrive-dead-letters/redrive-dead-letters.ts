import {
  jobEventOf,
  type JobEvents,
  type JobQueues,
  type JobTable,
  type ReceivedMessage,
  type Written,
} from '@jobs/job-store';
import { deadLetterQueueName, queueName, type JobType } from '@jobs/shared-contracts';
import type { Logger } from '../logging/create-logger.ts';

export interface RedriveDependencies {
  readonly jobs: Pick<JobTable, 'retryFailedJob'>;
  readonly queues: Pick<JobQueues, 'receiveMessages' | 'sendMessages' | 'deleteMessages'>;
  readonly events: JobEvents;
  readonly eventSource: string;
  readonly log: Logger;
}

export interface RedriveOutcome {
  /** Jobs that are QUEUED again, with all the attempts of their type. */
  readonly redriven: number;
  /** Dead letters whose job is not FAILED any more, or is gone: removed, nothing was run again. */
  readonly obsolete: number;
  /** Dead letters that name no job, or could not be dealt with: they stay. */
  readonly kept: number;
}

/** Longer than one batch takes; what is kept comes back to the queue after it. */
const VISIBILITY_TIMEOUT_SECONDS = 60;
const BATCH = 10;

/**
 * Runs the dead letters of a job type again, at most `maxJobs`. SQS's own `StartMessageMoveTask` can't do it alone: the
 * job of a message that it moved would still be FAILED, and the message would come straight back.
 *
 * The dead letter is deleted last. A redrive that dies before that has lost nothing: the job is QUEUED and in the due
 * index, and the next redrive finds its dead letter obsolete.
 */
export async function redriveDeadLetters(
  deps: RedriveDependencies,
  jobType: JobType,
  maxJobs: number,
): Promise<RedriveOutcome> {
  const queue = deadLetterQueueName(jobType.name);
  let total: RedriveOutcome = { redriven: 0, obsolete: 0, kept: 0 };
  for (let left = maxJobs; left > 0;) {
    const messages = await deps.queues.receiveMessages(queue, {
      maxMessages: Math.min(BATCH, left),
      waitSeconds: 1,
      visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_SECONDS,
    });
    if (messages.length === 0) break;
    left -= messages.length;
    const outcomes = await Promise.all(messages.map((message) => redriveOne(deps, jobType, queue, message)));
    const count = (outcome: keyof RedriveOutcome) => outcomes.filter((one) => one === outcome).length;
    total = {
      redriven: total.redriven + count('redriven'),
      obsolete: total.obsolete + count('obsolete'),
      kept: total.kept + count('kept'),
    };
  }
  return total;
}

async function redriveOne(
  deps: RedriveDependencies,
  jobType: JobType,
  queue: string,
  { content, receiptHandle }: ReceivedMessage,
): Promise<keyof RedriveOutcome> {
  if (!('jobId' in content)) return 'kept';
  try {
    const retried = await deps.jobs.retryFailedJob(content.jobId, jobType.maxAttempts);
    if (retried.outcome === 'queued') await dispatch(deps, retried);
    await deps.queues.deleteMessages(queue, [receiptHandle]);
    return retried.outcome === 'queued' ? 'redriven' : 'obsolete';
  } catch (error) {
    deps.log.warn({ err: error, jobId: content.jobId }, 'a dead letter could not be redriven and stays');
    return 'kept';
  }
}

/** The failure is published once more too: the worker that wrote it may have died before it could. */
async function dispatch({ events, queues, eventSource }: RedriveDependencies, { job, previous }: Written) {
  await events.publish([jobEventOf(previous, eventSource), jobEventOf(job, eventSource)]);
  await queues.sendMessages(queueName(job.type, job.lane), [{ jobId: job.jobId, owner: job.owner }]);
}

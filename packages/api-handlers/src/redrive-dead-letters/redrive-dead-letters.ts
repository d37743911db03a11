import { jobEventOf, type JobEvents, type JobQueues, type JobTable, type ReceivedMessage } from '@jobs/job-store';
import { deadLetterQueueName, isTerminal, type JobType } from '@jobs/shared-contracts';
import type { Logger } from '../logging/create-logger.ts';
import { dispatchRetried } from '../retry-job/dispatch-retried.ts';
import { delaySecondsOf } from './delay-seconds.ts';

export interface RedriveDependencies {
  readonly jobs: Pick<JobTable, 'retryFailedJob' | 'takePlace'>;
  readonly queues: Pick<JobQueues, 'receiveMessages' | 'sendMessages' | 'deleteMessages' | 'changeVisibility'>;
  readonly events: JobEvents;
  readonly eventSource: string;
  readonly log: Logger;
}

export interface RedriveBounds {
  readonly maxJobs: number;
  /** So many jobs begin in a second, at most; all at once if undefined. */
  readonly maxPerSecond?: number | undefined;
}

export interface RedriveOutcome {
  /** Jobs that are QUEUED again, with all the attempts of their type. */
  readonly redriven: number;
  /** Dead letters whose job has ended otherwise, or is gone: removed, nothing was run again. */
  readonly obsolete: number;
  /** Dead letters that name no job, whose job may still fail, or that could not be dealt with: they stay. */
  readonly kept: number;
}

/** What is dealt with is out of sight for so long: longer than a whole run takes. */
const VISIBILITY_TIMEOUT_SECONDS = 900;
const BATCH = 10;

/**
 * Runs the dead letters of a job type again, at most `maxJobs`, each once: a job that fails again at once comes back to
 * the very queue, and stays there. SQS's own `StartMessageMoveTask` can't do it alone: the job of a message that it
 * moved would still be FAILED, and the message would come straight back.
 *
 * The dead letter is deleted last. A redrive that dies before that has lost nothing: the job is QUEUED and in the due
 * index, and a redrive after its end finds its dead letter obsolete.
 */
export async function redriveDeadLetters(
  deps: RedriveDependencies,
  jobType: JobType,
  { maxJobs, maxPerSecond }: RedriveBounds,
): Promise<RedriveOutcome> {
  const queue = deadLetterQueueName(jobType.name, jobType.ordering);
  const total = { redriven: 0, obsolete: 0, kept: 0 };
  const kept: ReceivedMessage[] = [];
  const seen = new Set<string>();
  for (let left = maxJobs; left > 0;) {
    const messages = await deps.queues.receiveMessages(queue, {
      maxMessages: Math.min(BATCH, left),
      waitSeconds: 1,
      visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_SECONDS,
    });
    if (messages.length === 0) break;
    left -= messages.length;
    const redrive = (message: ReceivedMessage) => redriveOne(deps, jobType, message, seen, maxPerSecond);
    const outcomes = await (jobType.ordering ? oneByOne(messages, redrive) : Promise.all(messages.map(redrive)));
    for (const [index, outcome] of outcomes.entries()) {
      total[outcome] += 1;
      const message = messages[index];
      if (outcome === 'kept' && message) kept.push(message);
    }
  }
  await deps.queues.changeVisibility(
    queue,
    kept.map(({ receiptHandle }) => ({ receiptHandle, timeoutSeconds: 0 })),
  );
  return total;
}

/** Jobs of a group go to its end in the order in which they failed. */
async function oneByOne<Outcome>(
  messages: readonly ReceivedMessage[],
  redrive: (message: ReceivedMessage) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const message of messages) outcomes.push(await redrive(message));
  return outcomes;
}

async function redriveOne(
  deps: RedriveDependencies,
  jobType: JobType,
  { content, receiptHandle }: ReceivedMessage,
  seen: Set<string>,
  maxPerSecond: number | undefined,
): Promise<keyof RedriveOutcome> {
  if (!('jobId' in content) || seen.has(content.jobId)) return 'kept';
  const delaySeconds = delaySecondsOf(seen.size, maxPerSecond);
  seen.add(content.jobId);
  try {
    const retried = await deps.jobs.retryFailedJob(content.jobId, jobType.maxAttempts, delaySeconds * 1000);
    if (retried.outcome === 'queued') await dispatchRetried(deps, retried, delaySeconds);
    if (retried.outcome === 'not-failed') {
      // It may be the only message that the job still has, so that without it a failure would leave no dead letter.
      if (!isTerminal(retried.job.status)) return 'kept';
      // All who had this message may have died before they could.
      await deps.events.publish([jobEventOf(retried.job, deps.eventSource)]);
    }
    await deps.queues.deleteMessages(deadLetterQueueName(jobType.name, jobType.ordering), [receiptHandle]);
    return retried.outcome === 'queued' ? 'redriven' : 'obsolete';
  } catch (error) {
    deps.log.warn({ err: error, jobId: content.jobId }, 'a dead letter could not be redriven and stays');
    return 'kept';
  }
}

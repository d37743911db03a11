import { receivedRecord, type JobStatistics } from '@jobs/job-store';
import { queueName, type JobType } from '@jobs/shared-contracts';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createDeleter } from '../consume/deleter.ts';
import { createMessageWork } from '../create-message-work.ts';
import { UnknownQueueError } from '../errors.ts';
import { noProtection } from '../protect-task/task-protection.ts';
import { countAttempts } from '../statistics/count-attempts.ts';
import { createStatisticsRecorder } from '../statistics/statistics-recorder.ts';
import type { WorkerDependencies } from '../worker-dependencies.ts';
import { createInvocationTime } from './invocation-time.ts';
import { releaseDelaySeconds } from './release-delay.ts';

export interface BatchDependencies extends Omit<WorkerDependencies, 'protection'> {
  readonly statistics: Pick<JobStatistics, 'add'>;
}

export interface BatchSettings {
  readonly jobType: JobType;
  /** `source` of the events. */
  readonly eventSource: string;
  /** How long a handler may take to return once its signal is aborted; then its thread is ended. */
  readonly stopGraceMs: number;
}

export type BatchHandler = (
  event: SQSEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<SQSBatchResponse>;

/** An invocation lasts until its deletes are done. */
const DELETE_WAIT_MS = 15;

/**
 * Runs the jobs of a batch of messages side by side, each as a worker does. The event source deletes the messages that
 * are not named as failed: those of jobs that need no more work. The others come again, when their visibility says.
 */
export function createBatchHandler(dependencies: BatchDependencies, settings: BatchSettings): BatchHandler {
  const { queues, clock, log, statistics } = dependencies;
  const { jobType } = settings;
  const deleteNow = createDeleter(queues, clock, DELETE_WAIT_MS);

  return async ({ Records }, context) => {
    const time = createInvocationTime(clock, context.getRemainingTimeInMillis(), settings);
    // Nothing runs between invocations: what is counted is written before the answer.
    const recorder = createStatisticsRecorder({ statistics, jobType: jobType.name, intervalMs: 0, clock, log });
    const done = new Set<string>();
    let atWork = Records.length;
    const work = createMessageWork(
      { ...dependencies, jobs: countAttempts(dependencies.jobs, recorder), protection: noProtection },
      { ...settings, concurrency: Records.length, shutdownGraceMs: time.graceMs },
      time,
      {
        deleteMessage: async (queue, receiptHandle) => {
          done.add(receiptHandle);
          // The event source deletes no message before the last job of the batch has ended.
          if (atWork > 1) await deleteNow(queue, receiptHandle);
        },
        releaseDelaySeconds: (job) => releaseDelaySeconds(job, jobType),
      },
    );
    const handled = Records.map(async (record) => {
      await work.handle(laneOf(record.eventSourceARN, jobType), receivedRecord(record));
      atWork -= 1;
    });
    // The queue hides them for several times the function's time limit: a function that dies is to cost one lease.
    work.beatNow();
    await Promise.race([Promise.all(handled), time.over]);
    time.clear();
    await Promise.all([work.close(), recorder.close()]);
    const failed = Records.filter(({ receiptHandle }) => !done.has(receiptHandle));
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}

/** The queue without the environment's prefix, by the ARN that has it. */
export function laneOf(queueArn: string, { name, lanes }: JobType): string {
  const queue = lanes.map((lane) => queueName(name, lane)).find((each) => queueArn.endsWith(`-${each}`));
  if (queue === undefined) throw new UnknownQueueError(queueArn, name);
  return queue;
}

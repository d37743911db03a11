import { UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { JobRecord, JobStore } from '@jobs/job-store';
import type { StandInEnvironment } from '@jobs/stand-ins';
import type { AttemptRunner } from '@jobs/worker/run-job';
import { secondsUntilCounted } from '../../measure/until-counted.ts';
import type { FreshQueue } from '../../services/fresh-queue.ts';
import { startConsumers, type Consuming } from '../../services/start-consumers.ts';
import { RESULT, runnerOf } from '../../worker/runner-of.ts';
import { startWorker } from '../../worker/start-worker.ts';
import { threadRunnerOf } from '../../worker/thread-runner-of.ts';
import { handleBatch, handleOne, updatesOf, type HandWritten } from './by-hand.ts';

interface SeededJobs extends FreshQueue {
  readonly store: Pick<JobStore, 'jobs' | 'queues' | 'events'>;
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  readonly environment: StandInEnvironment;
  /** Stored, with a message each in the queue. */
  readonly jobs: readonly JobRecord[];
}

/** Does all the jobs, which have nothing to do. @returns jobs a second */
export type Work = (seeded: SeededJobs, setting: number) => Promise<number>;

const VISIBILITY_SECONDS = 61;

const byOurWorker =
  (openRunner: (slots: number) => AttemptRunner): Work =>
  async ({ store, jobType, jobs }, slots) => {
    const seconds = await secondsUntilCounted(jobs.length, (done) => {
      const worker = startWorker({ store, jobType, slots, runner: openRunner(slots), done });
      return () => worker.stop();
    });
    return jobs.length / seconds;
  };

export const workInProcess = byOurWorker(() => runnerOf(() => Promise.resolve()));

/** What its events cost, by leaving them out. */
export const workWithoutEvents: Work = (seeded, slots) =>
  workInProcess({ ...seeded, store: { ...seeded.store, events: { publish: () => Promise.resolve() } } }, slots);

/** As it is deployed: each attempt in a thread, with a folder of its own. */
export const workInThreads = byOurWorker((slots) => threadRunnerOf(import.meta.resolve('./no-op-job.ts'), slots));

const bySqsConsumer =
  (handling: (written: HandWritten) => Consuming): Work =>
  async (seeded, consumers) => {
    const consuming = { ...handling(seeded), visibilityTimeout: VISIBILITY_SECONDS };
    const seconds = await secondsUntilCounted(seeded.jobs.length, (done) =>
      startConsumers(seeded, consumers, consuming, done),
    );
    return seeded.jobs.length / seconds;
  };

export const workByHandleMessage = bySqsConsumer((written) => ({ handleMessage: handleOne(written) }));
export const workByHandleMessageBatch = bySqsConsumer((written) => ({ handleMessageBatch: handleBatch(written) }));

/** Does two updates to each job, so many jobs at once, and nothing else: no queue, no events. */
const byUpdatesAlone =
  (update: (seeded: SeededJobs, jobId: string) => Promise<void>): Work =>
  async (seeded, atOnce) => {
    const { jobs } = seeded;
    const seconds = await secondsUntilCounted(jobs.length, (done) => {
      const waiting = jobs.values();
      const updateAll = async () => {
        for (const { jobId } of waiting) {
          await update(seeded, jobId);
          done(1);
        }
      };
      const updating = Promise.all(Array.from({ length: atOnce }, updateAll));
      return async () => {
        await updating;
      };
    });
    return jobs.length / seconds;
  };

/** The store's own claim and end. */
export const storeAlone = byUpdatesAlone(async ({ store: { jobs } }, jobId) => {
  const claim = await jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: 60_000 });
  if (claim.outcome === 'claimed') await jobs.succeedAttempt(claim.job, { inline: RESULT });
});

/** The least that a table can be asked for, by the bare SDK. */
export const bareUpdates = byUpdatesAlone(async ({ dynamodb, environment }, jobId) => {
  const { claim, complete } = updatesOf(environment.JOBS_TABLE_NAME, jobId);
  await dynamodb.send(new UpdateItemCommand(claim));
  await dynamodb.send(new UpdateItemCommand(complete));
});

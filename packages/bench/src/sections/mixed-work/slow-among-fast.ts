import type { Message } from '@aws-sdk/client-sqs';
import type { JobRecord } from '@jobs/job-store';
import { secondsUntilCounted } from '../../measure/until-counted.ts';
import type { Bench } from '../../services/with-bench.ts';
import { withFreshQueue } from '../../services/fresh-queue.ts';
import { MESSAGES_AT_A_TIME, startConsumers } from '../../services/start-consumers.ts';
import { runnerOf } from '../../worker/runner-of.ts';
import { seedJobs } from '../../worker/seed-jobs.ts';
import { startWorker } from '../../worker/start-worker.ts';
import { doMixedWork, type MixedInput } from './simulated-work.ts';

/** Jobs at once, of both sides. */
export const SLOTS = 20;
const FAST_MS = 10;
const SLOW_MS = 1000;
/** One job in so many is slow. */
const SLOW_EVERY = 10;

export const mixOf = (count: number): readonly MixedInput[] =>
  Array.from({ length: count }, (_, index) => ({ waitMs: index % SLOW_EVERY === 0 ? SLOW_MS : FAST_MS }));

/** With every slot always at work. */
export const idealSeconds = (mix: readonly MixedInput[]) =>
  mix.reduce((sum, { waitMs = 0 }) => sum + waitMs, 0) / SLOTS / 1000;

const inputOf = ({ input }: JobRecord) => ('inline' in input ? (input.inline as MixedInput) : {});

/** Our worker with all that makes jobs durable, and {@link SLOTS} slots. @returns seconds for the whole mix */
export const mixByOurWorker = (bench: Bench, mix: readonly MixedInput[]): Promise<number> =>
  withFreshQueue(bench.sqs, bench.environment, async ({ jobType }) => {
    await seedJobs(bench.store, jobType, mix);
    const runner = runnerOf((job) => doMixedWork(inputOf(job)));
    return secondsUntilCounted(mix.length, (done) => {
      const worker = startWorker({ store: bench.store, jobType, slots: SLOTS, runner, done });
      return () => worker.stop();
    });
  });

/** As many messages at once by sqs-consumer, whose consumers take ten at a time, without any store. */
export const mixBySqsConsumer = ({ sqs, environment, store }: Bench, mix: readonly MixedInput[]): Promise<number> =>
  withFreshQueue(sqs, environment, async ({ jobType, url }) => {
    const jobs = await seedJobs(store, jobType, mix);
    const inputs = new Map(jobs.map((job) => [job.jobId, inputOf(job)]));
    const handleMessage = async (message: Message) => {
      const { jobId } = JSON.parse(message.Body ?? '') as { readonly jobId: string };
      await doMixedWork(inputs.get(jobId) ?? {});
      return message;
    };
    return secondsUntilCounted(mix.length, (done) =>
      startConsumers({ sqs, url }, SLOTS / MESSAGES_AT_A_TIME, { handleMessage }, done),
    );
  });

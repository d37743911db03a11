import type { JobRecord } from '@jobs/job-store';
import { queueName, type JobLimits } from '@jobs/shared-contracts';
import { createLimitsBench, type LimitsBench } from '../limits-bench.ts';

export interface FairnessSettings {
  readonly limits?: JobLimits | undefined;
  /** Of the one owner that has many; all are submitted before those of the others. */
  readonly jobsOfOne: number;
  readonly others: number;
  readonly jobsOfEachOther: number;
  /** Jobs that all workers together run at once. */
  readonly slots: number;
  readonly jobMs: number;
  /** From the publication of an end until it is settled: through the topic and the queue to the function. */
  readonly settleAfterMs: number;
}

export interface FairnessFigures {
  /** From the submission of a job to its begin, in milliseconds. */
  readonly waitsOfOne: readonly number[];
  readonly waitsOfOthers: readonly number[];
  /** Until the last job has ended. */
  readonly totalMs: number;
}

const QUEUE = queueName('text-analyze', 'standard');
const ONE = 'one';

/**
 * Runs all jobs by what submits, settles and gives slots away, on a store in memory and a virtual clock. Workers take
 * messages in the order in which they were sent, as a queue without fairness of its own hands them out.
 */
export async function simulateFairness(settings: FairnessSettings): Promise<FairnessFigures> {
  const bench = createLimitsBench({ limits: settings.limits });
  const begin = bench.now();
  await submitAll(bench, settings);
  const waits = new Map<string, number>();
  const todo = createAgenda(bench);
  let running = 0;

  const settleSoon = () => {
    const events = bench.takeEvents();
    if (events.length === 0) return;
    todo.in(settings.settleAfterMs, async () => {
      for (const event of events) await bench.settle(event);
      await fillSlots();
    });
  };
  const end = async (job: JobRecord) => {
    await bench.end(job);
    running -= 1;
    settleSoon();
    await fillSlots();
  };
  async function fillSlots(): Promise<void> {
    while (running < settings.slots) {
      const job = await takeNext(bench);
      if (!job) break;
      running += 1;
      waits.set(job.jobId, bench.now() - job.createdAt);
      todo.in(settings.jobMs, () => end(job));
    }
    settleSoon();
  }

  settleSoon();
  await fillSlots();
  await todo.run();
  const waitsOf = (isMeant: (owner: string) => boolean) =>
    bench.jobs().flatMap(({ owner, jobId }) => (isMeant(owner) ? [waits.get(jobId) ?? Infinity] : []));
  return {
    waitsOfOne: waitsOf((owner) => owner === ONE),
    waitsOfOthers: waitsOf((owner) => owner !== ONE),
    totalMs: bench.now() - begin,
  };
}

async function submitAll(bench: LimitsBench, { jobsOfOne, others, jobsOfEachOther }: FairnessSettings): Promise<void> {
  for (let count = 0; count < jobsOfOne; count += 1) await bench.submit(ONE);
  for (let other = 0; other < others; other += 1) {
    for (let count = 0; count < jobsOfEachOther; count += 1) await bench.submit(`other-${other}`);
  }
}

async function takeNext({ store, begin }: LimitsBench): Promise<JobRecord | undefined> {
  const [message] = await store.queues.receiveMessages(QUEUE, {
    maxMessages: 1,
    waitSeconds: 0,
    visibilityTimeoutSeconds: 3600,
  });
  if (!message || !('jobId' in message.content)) return undefined;
  await store.queues.deleteMessages(QUEUE, [message.receiptHandle]);
  const job = await store.jobs.getJob(message.content.jobId);
  return job && begin(job);
}

/** What is still to be done, by when: the clock goes from one to the next. */
function createAgenda({ now, advance }: LimitsBench) {
  const entries: { readonly at: number; readonly perform: () => Promise<void> }[] = [];
  return {
    in: (ms: number, perform: () => Promise<void>) => {
      const at = now() + ms;
      const place = entries.findIndex((entry) => entry.at > at);
      entries.splice(place < 0 ? entries.length : place, 0, { at, perform });
    },
    run: async () => {
      for (let next = entries.shift(); next; next = entries.shift()) {
        advance(next.at - now());
        await next.perform();
      }
    },
  };
}

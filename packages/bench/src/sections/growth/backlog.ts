import { queueName, type JobType } from '@jobs/shared-contracts';
import { startWorker } from '../calls-and-cost/workers.ts';
import { INPUT, jobIdOf } from './stored-jobs.ts';
import { OWNER, type World } from './world.ts';

const SLOTS = 50;
/** Jobs that a worker starts before it is in its stride. */
const WARM_UP = 100;
const MESSAGES_AT_ONCE = 1000;

const queueOf = (jobType: JobType) => queueName(jobType.name, 'standard');

/** Messages for jobs that are in the table. */
export async function sendMessages(
  { store }: World,
  jobType: JobType,
  jobs: { readonly firstNumber: number; readonly count: number },
): Promise<void> {
  for (let sent = 0; sent < jobs.count; sent += MESSAGES_AT_ONCE) {
    const length = Math.min(MESSAGES_AT_ONCE, jobs.count - sent);
    const messages = Array.from({ length }, (_, index) => ({
      jobId: jobIdOf(jobs.firstNumber + sent + index),
      owner: OWNER,
    }));
    await store.queues.sendMessages(queueOf(jobType), messages);
  }
}

/** @returns how many jobs a second a worker does, whose handlers do nothing, over the next so many */
export async function drainRate(
  { environment }: World,
  jobType: JobType,
  jobs: number,
  signal: AbortSignal,
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const abort = () => reject(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  let started = 0;
  let since = 0;
  const worker = startWorker({
    environment,
    jobType,
    slots: SLOTS,
    durationMs: 0,
    result: { inline: { done: true } },
    onStart: () => {
      started += 1;
      if (started === WARM_UP) since = performance.now();
      if (started === WARM_UP + jobs) resolve((jobs * 1000) / (performance.now() - since));
    },
  });
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', abort);
    await worker.stop();
  }
}

/** Submits jobs until so many wait. */
export async function fillUp({ store }: World, jobType: JobType, waiting: number, nextNumber: () => number) {
  const { visible } = await store.queues.getDepth(queueOf(jobType));
  const numbers = Array.from({ length: Math.max(0, waiting - visible) }, nextNumber);
  for (const number of numbers) {
    await store.jobs.createJob({
      jobId: jobIdOf(number),
      owner: OWNER,
      type: jobType.name,
      lane: 'standard',
      maxAttempts: 3,
      tags: {},
      input: { inline: INPUT },
      requestHash: 'none',
    });
  }
  const messages = numbers.map((number) => ({ jobId: jobIdOf(number), owner: OWNER }));
  await store.queues.sendMessages(queueOf(jobType), messages);
}

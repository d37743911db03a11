import { findJobType, type JobType, type SubmitJobRequest } from '@jobs/shared-contracts';
import { startSqsEventSource } from '@jobs/local-stack/sqs-event-source';
import { EVENT_SOURCE } from './count-calls.ts';
import type { Counted, System } from './system.ts';
import { startWorker, startWorkerProcess, type RunningWorker } from './workers.ts';

export interface Measured extends Counted {
  readonly jobs: number;
  readonly slots: number;
  readonly workerLogBytes: number;
  readonly durationMs: number;
}

interface Size {
  readonly jobs: number;
  readonly signal: AbortSignal;
}

const LONGEST_RUN_MS = 120_000;
const JOB_TYPE = findJobType('text-analyze') as JobType;
/** Of jobs that do nothing but wait, a worker runs many at once. */
const MANY_SLOTS = 50;
const EXAMPLE_RESULT = { inline: { language: { code: 'eng', confidence: 0.98 }, keywords: [] } };

const shortJob = (index: number): SubmitJobRequest => ({
  type: JOB_TYPE.name,
  input: { source: { text: `Text number ${index}: queues are for work that should not be waited for.` } },
});

/** 100 KB, of words that are not all the same. */
const largeJob = (index: number): SubmitJobRequest => ({
  type: JOB_TYPE.name,
  input: {
    source: { text: `Text number ${index}. ${'Queues are for work that should not be waited for. '.repeat(2000)}` },
  },
});

/** A backlog of short jobs, on one worker with many slots. */
export async function runShortJobs(system: System, { jobs, signal }: Size): Promise<Measured> {
  await submitAll(system, { jobs, signal }, shortJob);
  const worker = { environment: system.environment, jobType: JOB_TYPE, slots: MANY_SLOTS };
  return work(system, { jobs, signal }, MANY_SLOTS, async () =>
    startWorker({ ...worker, durationMs: 0, result: EXAMPLE_RESULT }),
  );
}

/** The same, on a worker's own process with as many threads as are declared, which do run the handler. */
export async function runShortJobsInThreads(system: System, { jobs, signal }: Size): Promise<Measured> {
  await submitAll(system, { jobs, signal }, shortJob);
  return work(system, { jobs, signal }, JOB_TYPE.concurrencyPerWorker, () =>
    startWorkerProcess(system.environment, JOB_TYPE),
  );
}

/** Jobs of 100 KB, which the bucket holds and the handler reads. */
export async function runLargeJobs(system: System, { jobs, signal }: Size): Promise<Measured> {
  await submitAll(system, { jobs, signal }, largeJob);
  return work(system, { jobs, signal }, JOB_TYPE.concurrencyPerWorker, () =>
    startWorkerProcess(system.environment, JOB_TYPE),
  );
}

const LONG_JOB_MS = 10 * 60_000;
/** Ten minutes in so many seconds. */
const LONG_JOB_TIMES_FASTER = 60;

/** Jobs of ten minutes, with a heartbeat every 20 s, by a clock that is sixty times as fast. */
export async function runLongJobs(system: System, { jobs, signal }: Size): Promise<Measured> {
  await submitAll(system, { jobs, signal }, shortJob);
  return work(system, { jobs, signal }, jobs, async () =>
    startWorker({
      environment: system.environment,
      jobType: { ...JOB_TYPE, timeLimitSeconds: 3600 },
      slots: jobs,
      durationMs: LONG_JOB_MS,
      result: EXAMPLE_RESULT,
      timesFaster: LONG_JOB_TIMES_FASTER,
    }),
  );
}

/** All is pushed once nothing has been for so long. */
const LAST_PUSH_MS = 2000;

/** Short jobs, each of which somebody has subscribed to before it starts. Its connection is there already. */
export async function runWatchedJobs(system: System, { jobs, signal }: Size): Promise<Measured> {
  const send = await system.connect();
  system.take();
  await submitAll(system, { jobs, signal }, shortJob, (jobId) => send({ action: 'subscribe', jobId }));
  const { environment } = system;
  const pushing = startSqsEventSource({
    queueUrl: environment.PUSH_QUEUE_URL,
    functionName: 'push-events',
    batchSize: 10,
    environment: { ...environment, AWS_ACCESS_KEY_ID: EVENT_SOURCE },
    invoke: async (_name, event) => ({ ok: true, result: await system.pushEvents(event) }),
    report: console.error,
  });
  try {
    const worker = { environment, jobType: JOB_TYPE, slots: MANY_SLOTS, durationMs: 200, result: EXAMPLE_RESULT };
    return await work(
      system,
      { jobs, signal },
      MANY_SLOTS,
      async () => startWorker(worker),
      () => system.pushesHaveEnded(LAST_PUSH_MS),
    );
  } finally {
    await pushing.stop();
  }
}

/** One after another, since a function is to be measured that has its environment to itself. */
async function submitAll(
  system: System,
  { jobs, signal }: Size,
  requestOf: (index: number) => SubmitJobRequest,
  then: (jobId: string) => Promise<void> = async () => {},
): Promise<void> {
  system.take();
  for (let index = 0; index < jobs; index += 1) {
    signal.throwIfAborted();
    await then(await system.submit(requestOf(index)));
  }
}

/** Counts until the message of the last job is deleted: what a worker asks for in vain afterwards is no job's. */
async function work(
  system: System,
  { jobs, signal }: Size,
  slots: number,
  start: () => Promise<RunningWorker>,
  afterwards: () => Promise<void> = async () => {},
): Promise<Measured> {
  const startedAt = performance.now();
  const worker = await start();
  try {
    await system.deleted(jobs, AbortSignal.any([signal, AbortSignal.timeout(LONGEST_RUN_MS)]));
    const durationMs = performance.now() - startedAt;
    await afterwards();
    return { ...system.take(), jobs, slots, durationMs, workerLogBytes: worker.logBytes };
  } finally {
    await worker.stop();
  }
}

import { randomBytes, randomUUID } from 'node:crypto';
import { createJobStore, loadJobStoreConfig, type JobRecord, type JobStore } from '@jobs/job-store';
import { deadLetterQueueName, queueName, type JobEvent, type JsonValue } from '@jobs/shared-contracts';
import { actAs, startStandIns } from '@jobs/stand-ins';
import { systemClock } from '../clock.ts';
import { neverPaused } from '../consume/pause-gate.ts';
import { createWorker, type PollingDependencies, type Worker } from '../create-worker.ts';
import {
  createBatchHandler,
  type BatchDependencies,
  type BatchHandler,
  type BatchSettings,
} from '../lambda/create-batch-handler.ts';
import { noProtection } from '../protect-task/task-protection.ts';
import { createThreadRunner } from '../run-job/thread-runner.ts';
import { heapMiBPerThread, type WorkerSettings } from '../settings.ts';
import type { WorkerDependencies } from '../worker-dependencies.ts';
import type { BehaviourInput } from './behaviours.ts';
import { silentLog } from './fakes.ts';
import { hastyJobType } from './test-job-type.ts';
import { until } from './until.ts';

export const QUEUE = queueName(hastyJobType.name, 'standard');

const ALL_PARTS = ['jobs', 'queues', 'events', 'payloads', 'apiKeys'] as const;

type BenchStore = Pick<JobStore, (typeof ALL_PARTS)[number]>;

interface JobChanges {
  readonly type?: string;
  readonly maxAttempts?: number;
  readonly messages?: number;
}

export interface WorkBench extends AsyncDisposable {
  /** What a worker finds in its own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly store: BenchStore;
  /** What workers of this bench have published, in its order. */
  readonly published: JobEvent[];
  /** What workers of this bench have done to events and messages, in its order. */
  readonly journal: string[];
  /** A job in the table, and a message for it, or several. */
  submit(input: BehaviourInput, changes?: JobChanges): Promise<string>;
  startWorker(changes?: Partial<PollingDependencies>, settings?: Partial<WorkerSettings>): Worker;
  /** A job type's function, which a test invokes itself. */
  openFunction(changes?: Partial<BatchDependencies>, settings?: Partial<BatchSettings>): BatchHandler;
  /** The job, once it is as the test waits for. */
  jobOnce(jobId: string, condition: (job: JobRecord) => boolean): Promise<JobRecord>;
  /** Ids of the jobs (or `malformed`) whose messages are in the dead-letter queue, once there are so many messages. */
  deadLettersOnce(count: number): Promise<string[]>;
}

/** Real services' stand-ins, and workers with real threads on them. */
export async function openWorkBench(): Promise<WorkBench> {
  const standIns = await startStandIns({ prefix: `test-${randomBytes(4).toString('hex')}` });
  const environment = { ...standIns.environment, ...actAs.worker(hastyJobType.name) };
  const store = createJobStore(loadJobStoreConfig(standIns.environment, ALL_PARTS));
  // A worker's own, so that its calls are told from those of the test.
  const workerStore = createJobStore(loadJobStoreConfig(environment, ALL_PARTS));
  const workers: Worker[] = [];
  const closing: (() => Promise<void>)[] = [];
  const published: JobEvent[] = [];
  const journal: string[] = [];
  const recording = record(workerStore, published, journal);

  return {
    environment,
    store,
    published,
    journal,
    submit: (input, changes) => submitJob(store, input, changes),
    startWorker(changes = {}, settings = {}) {
      const worker = createTestWorker(environment, { jobs: workerStore.jobs, ...recording, ...changes }, settings);
      workers.push(worker);
      worker.start();
      return worker;
    },
    openFunction(changes = {}, settings = {}) {
      const { handler, close } = createTestFunction(
        environment,
        { jobs: workerStore.jobs, ...recording, ...changes },
        settings,
      );
      closing.push(close);
      return handler;
    },
    jobOnce: (jobId, condition) =>
      until(async () => {
        const job = await store.jobs.getJob(jobId);
        return job && condition(job) ? job : undefined;
      }, `job ${jobId}`),
    deadLettersOnce: (count) => collectDeadLetters(store, count),
    async [Symbol.asyncDispose]() {
      await Promise.all(workers.flatMap((worker) => [worker.stop(), worker.stop()]));
      for (const close of closing) await close();
      store.close();
      workerStore.close();
      await standIns.stop();
    },
  };
}

function createTestWorker(
  environment: WorkBench['environment'],
  dependencies: Pick<WorkerDependencies, 'jobs' | 'queues' | 'events'> & Partial<PollingDependencies>,
  settings: Partial<WorkerSettings>,
): Worker {
  return createWorker(
    {
      runner: createTestRunner(environment),
      protection: noProtection,
      pauseGate: neverPaused,
      clock: systemClock,
      random: Math.random,
      newClaimId: randomUUID,
      log: silentLog,
      ...dependencies,
    },
    {
      jobType: hastyJobType,
      concurrency: hastyJobType.concurrencyPerWorker,
      eventSource: '/jobs/test',
      shutdownGraceMs: 4000,
      stopGraceMs: 300,
      ...settings,
    },
  );
}

function createTestFunction(
  environment: WorkBench['environment'],
  dependencies: Pick<BatchDependencies, 'jobs' | 'queues' | 'events'> & Partial<BatchDependencies>,
  settings: Partial<BatchSettings>,
) {
  const runner = createTestRunner(environment);
  const handler = createBatchHandler(
    {
      runner,
      statistics: { add: () => Promise.resolve() },
      clock: systemClock,
      random: Math.random,
      newClaimId: randomUUID,
      log: silentLog,
      ...dependencies,
    },
    { jobType: hastyJobType, eventSource: '/jobs/test', stopGraceMs: 300, ...settings },
  );
  return { handler, close: () => runner.close() };
}

/** `module`: beside this one, the job's. */
export function createTestRunner(environment: WorkBench['environment'], module = './behaviours.ts') {
  const { concurrencyPerWorker: concurrency, compute } = hastyJobType;
  return createThreadRunner({
    jobModule: new URL(module, import.meta.url).href,
    concurrency,
    heapMiBPerThread: heapMiBPerThread(compute.memoryMiB, concurrency),
    environment,
    log: silentLog,
  });
}

async function submitJob(store: BenchStore, input: BehaviourInput, changes: JobChanges = {}): Promise<string> {
  const { type = hastyJobType.name, maxAttempts = hastyJobType.maxAttempts, messages = 1 } = changes;
  const jobId = `job_${randomBytes(16).toString('hex')}`;
  await store.jobs.createJob({
    jobId,
    owner: 'ada',
    type,
    lane: 'standard',
    maxAttempts,
    tags: {},
    input: { inline: input as unknown as JsonValue },
    requestHash: 'hash',
  });
  await store.queues.sendMessages(
    QUEUE,
    Array.from({ length: messages }, () => ({ jobId, owner: 'ada' })),
  );
  return jobId;
}

function collectDeadLetters(store: BenchStore, count: number): Promise<string[]> {
  const queue = deadLetterQueueName(hastyJobType.name);
  const found: string[] = [];
  return until(async () => {
    const options = { maxMessages: 10, waitSeconds: 0, visibilityTimeoutSeconds: 60 };
    const messages = await store.queues.receiveMessages(queue, options);
    found.push(...messages.map(({ content }) => ('jobId' in content ? content.jobId : 'malformed')));
    return found.length >= count ? found : undefined;
  }, `${count} dead letter(s)`);
}

/** Events and queues that write down what succeeded. */
function record(store: BenchStore, published: JobEvent[], journal: string[]): Pick<BenchStore, 'events' | 'queues'> {
  return {
    events: {
      publish: async (events) => {
        await store.events.publish(events);
        published.push(...events);
        journal.push(...events.map(({ type }) => `publish ${type}`));
      },
    },
    queues: {
      ...store.queues,
      deleteMessages: (queue, handles) => {
        journal.push(...handles.map(() => 'delete'));
        return store.queues.deleteMessages(queue, handles);
      },
    },
  };
}

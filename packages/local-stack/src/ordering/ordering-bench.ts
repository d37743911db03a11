import { randomUUID } from 'node:crypto';
import { createHandlers } from '@jobs/api-handlers';
import { apiGatewayEvent } from '@jobs/api-handlers/testing';
import { createJobStore, loadJobStoreConfig, type JobRecord, type JobStore } from '@jobs/job-store';
import { isTerminal, type JobType } from '@jobs/shared-contracts';
import { startStandIns } from '@jobs/stand-ins';
import { createWorker, systemClock, type Worker, type WorkerDependencies } from '@jobs/worker';
import { lambdaContext, silentLog } from '../model/model-environment.ts';

interface Answer {
  readonly status: number;
  /** Of the job; empty when the request was refused. */
  readonly id: string;
}

type Runner = WorkerDependencies['runner'];

export interface OrderingBench extends AsyncDisposable {
  readonly store: Pick<JobStore, 'jobs' | 'queues' | 'events'>;
  submit(orderingKey: string | undefined, owner?: string): Promise<Answer>;
  cancel(jobId: string): Promise<Answer>;
  redrive(): Promise<{ readonly redriven: number }>;
  /** What the reconciler does once `ms` have gone by. */
  reconcileAfter(ms: number): Promise<void>;
  startWorker(runner: Runner): Worker;
  /** The jobs, once each of them has ended. */
  ended(jobIds: readonly string[]): Promise<readonly JobRecord[]>;
}

const PARTS = ['jobs', 'queues', 'events'] as const;
/** Jobs at once. */
const CONCURRENCY = 4;

/** The real functions and workers on stand-ins, whose functions' clock can be put ahead. */
export async function openOrderingBench(jobType: JobType): Promise<OrderingBench> {
  const { environment, stop } = await startStandIns();
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const store = createJobStore(loadJobStoreConfig(environment, PARTS), { now });
  const overrides = { logger: silentLog, now };
  const workers: Worker[] = [];
  const call = async (operationId: 'submit-job' | 'cancel-job', request: object): Promise<Answer> => {
    const handler = createHandlers[operationId](environment, overrides);
    const { statusCode: status, body } = await handler(apiGatewayEvent(operationId, request), lambdaContext);
    const { id = '' } = JSON.parse(body ?? '{}') as { readonly id?: string };
    return { status, id };
  };

  return {
    store,
    submit: (orderingKey, owner = 'acme') =>
      call('submit-job', {
        owner,
        body: { type: jobType.name, input: { source: { text: 'In order.' } }, orderingKey },
      }),
    cancel: (jobId) => call('cancel-job', { pathParameters: { jobId } }),
    redrive: () =>
      createHandlers['redrive-dead-letters'](environment, overrides)({ type: jobType.name }, lambdaContext),
    reconcileAfter: async (ms) => {
      aheadMs += ms;
      await createHandlers['reconcile-jobs'](environment, overrides)({}, lambdaContext);
    },
    startWorker: (runner) => {
      const worker = startWorker(environment, jobType, runner);
      workers.push(worker);
      return worker;
    },
    ended: async (jobIds) => {
      const jobs: JobRecord[] = [];
      for (const jobId of jobIds) jobs.push(await endOf(store, jobId));
      return jobs;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(workers.map((worker) => worker.stop()));
      store.close();
      await stop();
    },
  };
}

function startWorker(environment: Readonly<Record<string, string>>, jobType: JobType, runner: Runner): Worker {
  const { jobs, queues, events } = createJobStore(loadJobStoreConfig(environment, PARTS));
  const worker = createWorker(
    {
      jobs,
      queues,
      events,
      runner,
      protection: { protect: async () => 'protected', unprotect: async () => {} },
      pauseGate: { over: () => Promise.resolve() },
      clock: systemClock,
      random: Math.random,
      newClaimId: randomUUID,
      log: silentLog,
    },
    { jobType, concurrency: CONCURRENCY, eventSource: '/jobs/test', shutdownGraceMs: 4000, stopGraceMs: 300 },
  );
  worker.start();
  return worker;
}

async function endOf(store: Pick<JobStore, 'jobs'>, jobId: string): Promise<JobRecord> {
  for (;;) {
    const job = await store.jobs.getJob(jobId);
    if (job && isTerminal(job.status)) return job;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}

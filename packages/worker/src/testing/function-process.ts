import { randomUUID } from 'node:crypto';
import { createJobStore, loadJobStoreConfig } from '@jobs/job-store';
import { systemClock } from '../clock.ts';
import { createBatchHandler } from '../lambda/create-batch-handler.ts';
import { createThreadRunner } from '../run-job/thread-runner.ts';
import { silentLog } from './fakes.ts';
import { contextWith, receiveBatch } from './receive-batch.ts';
import { hastyJobType } from './test-job-type.ts';

// One invocation of a function in a process of its own, with the tests' job type, for a test to kill.

// oxlint-disable-next-line node/no-process-env -- the entry of a process
const environment = process.env;
const store = createJobStore(loadJobStoreConfig(environment, ['jobs', 'queues', 'events']));
const runner = createThreadRunner({
  jobModule: new URL('./behaviours.ts', import.meta.url).href,
  concurrency: 1,
  heapMiBPerThread: 100,
  environment,
  log: silentLog,
});
const handler = createBatchHandler(
  {
    ...store,
    runner,
    statistics: { add: () => Promise.resolve() },
    clock: systemClock,
    random: Math.random,
    newClaimId: randomUUID,
    log: silentLog,
  },
  { jobType: hastyJobType, eventSource: '/jobs/test', stopGraceMs: 300 },
);
await handler(await receiveBatch(store.queues, 1), contextWith(60_000));

import { randomUUID } from 'node:crypto';
import { createJobStore, type Environment } from '@jobs/job-store';
import { pino } from 'pino';
import { systemClock } from '../clock.ts';
import { createPauseGate } from '../consume/pause-gate.ts';
import { jobModuleUrl } from '../job-registry.ts';
import { createThreadRunner } from '../run-job/thread-runner.ts';
import { heapMiBPerThread, STOP_GRACE_MS } from '../settings.ts';
import type { JobFunctionConfig } from './config.ts';
import { createBatchHandler, type BatchHandler } from './create-batch-handler.ts';
import { holdWhilePaused } from './hold-while-paused.ts';

/** As often as a worker asks unless told otherwise. */
const CONTROLS_INTERVAL_MS = 15_000;

/** A job type's function on AWS, or on what stands in for it. Its threads are kept from one invocation to the next. */
export function openBatchHandler(config: JobFunctionConfig, environment: Environment): BatchHandler {
  const { jobType } = config;
  const { jobs, queues, events, jobStatistics, controls } = createJobStore(config.jobStore);
  const log = pino({ level: config.logLevel, base: { service: 'worker', jobType: jobType.name } });
  const concurrency = jobType.concurrencyPerWorker;
  const runner = createThreadRunner({
    jobModule: jobModuleUrl(jobType),
    concurrency,
    heapMiBPerThread: heapMiBPerThread(jobType.compute.memoryMiB, concurrency),
    environment,
    log,
  });
  const handler = createBatchHandler(
    {
      jobs,
      queues,
      events,
      statistics: jobStatistics,
      runner,
      clock: systemClock,
      random: Math.random,
      newClaimId: randomUUID,
      log,
    },
    { jobType, eventSource: config.jobStore.resources.events.source, stopGraceMs: STOP_GRACE_MS },
  );
  const pauseGate = createPauseGate({
    controls,
    jobType: jobType.name,
    intervalMs: CONTROLS_INTERVAL_MS,
    clock: systemClock,
    log,
  });
  return holdWhilePaused(handler, { pauseGate, queues, jobType });
}

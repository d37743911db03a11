import { randomUUID } from 'node:crypto';
import { createJobStore, type Environment } from '@jobs/job-store';
import type { Logger } from 'pino';
import { systemClock } from './clock.ts';
import type { WorkerConfig } from './config.ts';
import { createPauseGate } from './consume/pause-gate.ts';
import { createWorker, type Worker } from './create-worker.ts';
import { createEcsTaskProtection } from './protect-task/ecs-task-protection.ts';
import { noProtection } from './protect-task/task-protection.ts';
import { createThreadRunner } from './run-job/thread-runner.ts';
import { heapMiBPerThread, STOP_GRACE_MS } from './settings.ts';
import { countAttempts } from './statistics/count-attempts.ts';
import { createStatisticsRecorder } from './statistics/statistics-recorder.ts';

/** A worker on AWS, or on what stands in for it: the same code, with what `config` names. It is not started yet. */
export function createAwsWorker(
  config: WorkerConfig,
  jobModule: string,
  environment: Environment,
  log: Logger,
): Worker {
  const { jobType, concurrency, ecsAgentUri } = config;
  const { jobs, queues, events, jobStatistics, controls } = createJobStore(config.jobStore);
  const recorder = createStatisticsRecorder({
    statistics: jobStatistics,
    jobType: jobType.name,
    intervalMs: config.statisticsIntervalSeconds * 1000,
    clock: systemClock,
    log,
  });
  const runner = createThreadRunner({
    jobModule,
    concurrency,
    heapMiBPerThread: heapMiBPerThread(jobType.compute.memoryMiB, concurrency),
    environment,
    log,
  });
  const worker = createWorker(
    {
      jobs: countAttempts(jobs, recorder),
      queues,
      events,
      runner,
      protection: ecsAgentUri === undefined ? noProtection : createEcsTaskProtection(ecsAgentUri, log),
      pauseGate: createPauseGate({
        controls,
        jobType: jobType.name,
        intervalMs: config.controlsIntervalSeconds * 1000,
        clock: systemClock,
        log,
      }),
      clock: systemClock,
      random: Math.random,
      newClaimId: randomUUID,
      log,
    },
    {
      jobType,
      concurrency,
      eventSource: config.jobStore.resources.events.source,
      shutdownGraceMs: config.shutdownGraceSeconds * 1000,
      stopGraceMs: STOP_GRACE_MS,
    },
  );
  return {
    get busy() {
      return worker.busy;
    },
    start() {
      recorder.start();
      worker.start();
    },
    async stop() {
      await worker.stop();
      await recorder.close();
    },
  };
}

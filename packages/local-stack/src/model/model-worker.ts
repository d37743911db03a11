import { createWorker, type Worker } from '@jobs/worker';
import { createModelRunner } from './model-runner.ts';
import { EVENT_SOURCE, silentLog } from './model-environment.ts';
import { JOB_TYPE } from './model-job-type.ts';
import { jobTableOn, type Ports } from './process-ports.ts';
import type { SimulatedProcess } from './simulated-process.ts';

export interface ModelWorker {
  readonly process: SimulatedProcess;
  readonly worker: Worker;
}

const CONCURRENCY = 2;

/** A worker as it is, on a simulated process. */
export function startWorker(process: SimulatedProcess, ports: Ports): ModelWorker {
  let claims = 0;
  const worker = createWorker(
    {
      jobs: jobTableOn(ports),
      queues: ports.queues,
      events: ports.events,
      runner: createModelRunner(process),
      protection: {
        protect: () =>
          process.call<'protected' | 'refused'>({
            label: 'protect the task',
            effect: async () => 'protected',
            refusal: () => 'refused',
          }),
        unprotect: () => Promise.resolve(),
      },
      pauseGate: { over: () => Promise.resolve() },
      clock: process.clock,
      random: () => 0.5,
      newClaimId: () => `${process.name}-${++claims}`,
      log: silentLog,
    },
    {
      jobType: JOB_TYPE,
      concurrency: CONCURRENCY,
      eventSource: EVENT_SOURCE,
      shutdownGraceMs: 30_000,
      stopGraceMs: 5000,
    },
  );
  worker.start();
  return { process, worker };
}

/** SIGTERM; the process is gone when the worker has stopped, or its grace is over. */
export function stopWorker({ process, worker }: ModelWorker): void {
  void worker.stop().then(() => process.die({ callsArrive: false }));
}

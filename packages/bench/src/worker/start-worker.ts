import { randomUUID } from 'node:crypto';
import type { JobStore } from '@jobs/job-store';
import { textAnalyze, type JobType } from '@jobs/shared-contracts';
import { createWorker, systemClock, type Worker } from '@jobs/worker';
import type { AttemptRunner } from '@jobs/worker/run-job';
import { pino } from 'pino';

export const silentLog = pino({ level: 'silent' });

export interface RunningWorker {
  readonly store: Pick<JobStore, 'jobs' | 'queues' | 'events'>;
  readonly jobType: string;
  readonly slots: number;
  readonly runner: AttemptRunner;
  readonly leaseSeconds?: number;
  /** Messages were acknowledged: their jobs are done with. */
  readonly done: (jobs: number) => void;
}

/** A real worker in this process, for the `standard` lane of a job type that nobody has declared. */
export function startWorker({ store, jobType, slots, runner, leaseSeconds = 60, done }: RunningWorker): Worker {
  const { jobs, queues, events } = store;
  const declared: JobType = { ...textAnalyze, name: jobType, lanes: ['standard'], leaseSeconds };
  const worker = createWorker(
    {
      jobs,
      queues: {
        ...queues,
        deleteMessages: async (queue, receiptHandles) => {
          const failed = await queues.deleteMessages(queue, receiptHandles);
          done(receiptHandles.length - failed.length);
          return failed;
        },
      },
      events,
      runner,
      protection: { protect: () => Promise.resolve('protected'), unprotect: () => Promise.resolve() },
      pauseGate: { over: () => Promise.resolve() },
      clock: systemClock,
      random: Math.random,
      newClaimId: randomUUID,
      log: silentLog,
    },
    { jobType: declared, concurrency: slots, eventSource: '/jobs/bench', shutdownGraceMs: 10_000, stopGraceMs: 1000 },
  );
  worker.start();
  return worker;
}

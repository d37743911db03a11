/** A process that is a worker without threads: what its slots take is seen without what handlers take. */
import { findJobType, type JobType } from '@jobs/shared-contracts';
import { startWorker } from '../calls-and-cost/workers.ts';

/** Longer than anybody looks. */
const DURATION_MS = 600_000;

// oxlint-disable-next-line node/no-process-env -- the entry of a process
const { env } = process;

startWorker({
  environment: env as Record<string, string>,
  jobType: findJobType(env['JOB_TYPE'] ?? '') as JobType,
  slots: Number(env['WORKER_CONCURRENCY']),
  durationMs: DURATION_MS,
  result: { inline: { done: true } },
});

import type { JobEvents, JobQueues, JobTable } from '@jobs/job-store';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { TaskProtection } from './protect-task/task-protection.ts';
import type { AttemptRunner } from './run-job/attempt-runner.ts';

/** What a worker works with. */
export interface WorkerDependencies {
  readonly jobs: JobTable;
  readonly queues: JobQueues;
  readonly events: JobEvents;
  readonly runner: AttemptRunner;
  readonly protection: TaskProtection;
  readonly clock: Clock;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  /** A new one for each claim. */
  readonly newClaimId: () => string;
  readonly log: Logger;
}

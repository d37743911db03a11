import {
  MINUTE_MS,
  minuteOf,
  type Controls,
  type JobQueues,
  type JobStatistics,
  type WorkerCounts,
  type WorkerServices,
} from '@jobs/job-store';
import {
  deadLetterQueueName,
  isOnEcs,
  JOB_TYPES,
  LIMITS,
  queueName,
  type JobType,
  type JobTypeOverview,
  type Overview,
} from '@jobs/shared-contracts';
import { presentPauseToOperator } from '../controls/present-pause.ts';
import type { Logger } from '../logging/create-logger.ts';
import { presentMinute } from './present-minute.ts';

export interface OverviewDependencies {
  readonly queues: Pick<JobQueues, 'getDepth'>;
  readonly jobStatistics: Pick<JobStatistics, 'listMinutes'>;
  readonly workers: WorkerServices;
  readonly controls: Pick<Controls, 'getPause'>;
  readonly now: () => number;
  readonly log: Logger;
}

/** Everything at this moment, asked for side by side. Nothing is kept from one overview to the next. */
export async function readOverview(deps: OverviewDependencies): Promise<Overview> {
  const at = deps.now();
  const workers = countWorkers(deps);
  const jobTypes = await Promise.all(JOB_TYPES.map((jobType) => overviewOf(jobType, at, workers, deps)));
  return { at: new Date(at).toISOString(), jobTypes };
}

/** Queues tell most of what an operator wants to know: they are shown also when ECS says nothing. */
async function countWorkers({ workers, log }: OverviewDependencies): Promise<ReadonlyMap<string, WorkerCounts>> {
  try {
    return await workers.countWorkers(JOB_TYPES.filter(isOnEcs).map(({ name }) => name));
  } catch (error) {
    log.warn({ err: error }, 'ECS tells nothing of the workers');
    return new Map();
  }
}

async function overviewOf(
  { name, title, lanes, ordering, compute }: JobType,
  at: number,
  workers: Promise<ReadonlyMap<string, WorkerCounts>>,
  { queues, jobStatistics, controls }: OverviewDependencies,
): Promise<JobTypeOverview> {
  const since = minuteOf(at) - (LIMITS.overviewMinutes - 1) * MINUTE_MS;
  const [depths, deadLetters, minutes, counted, paused] = await Promise.all([
    Promise.all(lanes.map(async (lane) => ({ lane, ...(await queues.getDepth(queueName(name, lane, ordering))) }))),
    queues.getDepth(deadLetterQueueName(name, ordering)),
    jobStatistics.listMinutes(name, since),
    workers,
    controls.getPause(name),
  ]);
  const counts = counted.get(name);
  return {
    type: name,
    title,
    queues: depths,
    // Those that somebody redrives right now are in flight.
    deadLetters: deadLetters.visible + deadLetters.inFlight + deadLetters.delayed,
    ...(compute.kind === 'lambda'
      ? { lambda: { maxConcurrency: compute.maxConcurrency * lanes.length } }
      : counts && { workers: { ...counts, max: compute.maxTasks } }),
    ...(paused && { paused: presentPauseToOperator(paused) }),
    // A worker whose clock is ahead has begun the next minute already.
    minutes: minutes.slice(-LIMITS.overviewMinutes).map(presentMinute),
  };
}

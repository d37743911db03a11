import {
  jobEventOf,
  messageFor,
  queueOf,
  type JobEvents,
  type JobQueues,
  type JobRecord,
  type JobTable,
  type Written,
} from '@jobs/job-store';
import type { Logger } from '../logging/create-logger.ts';
import { decideWait } from './decide-wait.ts';

export interface SettleWaitingDependencies {
  readonly jobs: Pick<JobTable, 'getJob' | 'startWaiting' | 'cancelWaiting'>;
  readonly queues: Pick<JobQueues, 'sendMessages'>;
  readonly events: JobEvents;
  readonly eventSource: string;
  readonly now: () => number;
}

/**
 * Starts or cancels those of the jobs that wait no longer. Each decision is one conditional write, so that doing it twice
 * changes nothing. What is written but not told is found by the reconciler.
 * @returns what was written
 */
export async function settleWaiting(
  deps: SettleWaitingDependencies,
  jobs: readonly JobRecord[],
  log: Logger,
): Promise<readonly Written[]> {
  const waiting = jobs.filter(({ status, waitsFor }) => status === 'SCHEDULED' && waitsFor);
  const ids = [...new Set(waiting.flatMap(({ waitsFor = [] }) => waitsFor))];
  const awaited = new Map(await Promise.all(ids.map(async (id) => [id, await deps.jobs.getJob(id)] as const)));
  const writes = await Promise.all(waiting.map((job) => write(deps, job, (id) => awaited.get(id))));
  const written = writes.filter((one) => one !== undefined);
  if (written.length > 0) await dispatch(deps, written, log);
  return written;
}

async function write(
  { jobs, now }: SettleWaitingDependencies,
  job: JobRecord,
  awaitedOf: (jobId: string) => JobRecord | undefined,
): Promise<Written | undefined> {
  const decision = decideWait(job, awaitedOf, now());
  switch (decision.next) {
    case 'wait':
      return undefined;
    case 'start':
      return jobs.startWaiting(job);
    case 'cancel':
      return jobs.cancelWaiting(job.jobId, decision.error);
  }
}

/** Publishes, then sends. The state before too: whoever made it may have died before it was published. */
async function dispatch(
  { events, queues, eventSource, now }: SettleWaitingDependencies,
  written: readonly Written[],
  log: Logger,
): Promise<void> {
  const jobs = written.map(({ job }) => job);
  try {
    await events.publish(
      written.flatMap(({ previous, job }) => [previous, job]).map((job) => jobEventOf(job, eventSource)),
    );
    const byQueue = Map.groupBy(
      jobs.filter(({ status }) => status === 'QUEUED'),
      queueOf,
    );
    for (const [queue, queued] of byQueue) {
      await queues.sendMessages(
        queue,
        queued.map((job) => messageFor(job, now())),
      );
    }
  } catch (error) {
    log.warn({ jobIds: jobs.map(({ jobId }) => jobId), err: error }, 'not dispatched: the reconciler will do it');
  }
}

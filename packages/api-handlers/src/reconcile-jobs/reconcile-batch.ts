import {
  jobEventOf,
  PublishFailedError,
  SendFailedError,
  type JobEvents,
  type JobQueues,
  type JobRecord,
  type JobTable,
} from '@jobs/job-store';
import { queueName } from '@jobs/shared-contracts';
import type { Logger } from '../logging/create-logger.ts';
import { dueActionOf, nextLookMs, type DueAction } from './due-action.ts';

export interface ReconcileDependencies {
  readonly jobs: Pick<JobTable, 'listDue' | 'getJob' | 'getCancellation' | 'postponeDue' | 'settle'>;
  readonly queues: Pick<JobQueues, 'sendMessages'>;
  readonly events: JobEvents;
  readonly eventSource: string;
  readonly now: () => number;
  readonly log: Logger;
}

export type BatchOutcome = Readonly<Record<DueAction | 'unchanged' | 'failed', number>>;

interface DueJob {
  readonly job: JobRecord;
  readonly action: DueAction;
  /** The states whose events may be missing. Of a lost attempt none: whoever claims the job publishes it. */
  readonly unpublished: readonly JobRecord[];
}

/**
 * Does what some due jobs need. What fails stays due, and is tried again a minute later. Two runs at once do everything
 * twice at worst: events have stable ids, a second message finds nothing to claim, and the rest is conditional.
 */
export async function reconcileBatch(deps: ReconcileDependencies, jobIds: readonly string[]): Promise<BatchOutcome> {
  const now = deps.now();
  const read = await Promise.allSettled(jobIds.map((jobId) => readDue(deps, jobId, now)));
  const due = read.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
  const unreadable = read.filter(({ status }) => status === 'rejected').length;

  // In this order: a message implies that the event of its job was published.
  const sent = await send(deps, await publish(deps, due));
  const done = await Promise.all(sent.map((one) => finish(deps, one, now)));
  const count = (action: DueAction) => done.filter((one) => one?.action === action).length;
  return {
    dispatch: count('dispatch'),
    reclaim: count('reclaim'),
    settle: count('settle'),
    unchanged: jobIds.length - due.length - unreadable,
    failed: unreadable + due.length - done.filter(Boolean).length,
  };
}

/** Undefined when nothing is to be done: the due index lags behind the table. */
async function readDue({ jobs }: ReconcileDependencies, jobId: string, now: number): Promise<DueJob | undefined> {
  const job = await jobs.getJob(jobId);
  const action = job && dueActionOf(job, now);
  if (!job || !action) return undefined;
  if (action === 'reclaim') return { job, action, unpublished: [] };
  const cancellation = action === 'settle' ? await jobs.getCancellation(jobId) : undefined;
  return { job, action, unpublished: cancellation ? [cancellation.previous, cancellation.job] : [job] };
}

/** @returns the jobs whose states are published */
async function publish({ events, eventSource, log }: ReconcileDependencies, due: readonly DueJob[]) {
  const states = due.flatMap(({ unpublished }) => unpublished.map((state) => jobEventOf(state, eventSource)));
  if (states.length === 0) return due;
  try {
    await events.publish(states);
    return due;
  } catch (error) {
    log.warn({ err: error }, 'some due jobs were not published');
    const failed = new Set(error instanceof PublishFailedError ? error.eventIds : states.map(({ id }) => id));
    return due.filter(({ unpublished }) => !unpublished.some((state) => failed.has(jobEventOf(state, eventSource).id)));
  }
}

/** @returns the jobs that a message stands for, or that need none */
async function send({ queues, log }: ReconcileDependencies, due: readonly DueJob[]) {
  const settled = due.filter(({ action }) => action === 'settle');
  const byQueue = Map.groupBy(
    due.filter(({ action }) => action !== 'settle'),
    ({ job }) => queueName(job.type, job.lane),
  );
  const sent = await Promise.all(
    [...byQueue].map(async ([queue, waiting]) => {
      try {
        await queues.sendMessages(
          queue,
          waiting.map(({ job: { jobId, owner } }) => ({ jobId, owner })),
        );
        return waiting;
      } catch (error) {
        log.warn({ err: error, queue }, 'some due jobs got no message');
        const failed = new Set(error instanceof SendFailedError ? error.jobIds : waiting.map(({ job }) => job.jobId));
        return waiting.filter(({ job }) => !failed.has(job.jobId));
      }
    }),
  );
  return [...settled, ...sent.flat()];
}

/** Takes the job off the list, unless it has moved on meanwhile. */
async function finish({ jobs, log }: ReconcileDependencies, due: DueJob, now: number): Promise<DueJob | undefined> {
  const { job, action } = due;
  try {
    if (action === 'settle') await jobs.settle(job.jobId, job.version);
    else await jobs.postponeDue(job.jobId, job.version, nextLookMs(job, now));
    return due;
  } catch (error) {
    log.warn({ err: error, jobId: job.jobId }, 'a job stays due');
    return undefined;
  }
}

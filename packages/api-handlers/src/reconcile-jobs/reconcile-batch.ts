import { messageFor, SendFailedError } from '@jobs/job-store';
import { queueName } from '@jobs/shared-contracts';
import { nextLookMs, type DueAction } from './due-action.ts';
import { publishDue } from './publish-due.ts';
import { keepDue, queueNear } from './queue-near.ts';
import { readDue, type DueJob, type ReconcileDependencies } from './read-due.ts';

export type BatchOutcome = Readonly<Record<DueAction | 'unchanged' | 'failed', number>>;

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
  const { ready, queuedElsewhere } = await queueNear(deps, await publishDue(deps, due));
  const sent = await send(deps, ready);
  const done = await Promise.all(sent.map((one) => finish(deps, one, now)));
  await keepDue(
    deps,
    ready.filter((one) => !sent.includes(one)),
  );
  const count = (action: DueAction) => done.filter((one) => one?.action === action).length;
  return {
    queue: count('queue'),
    dispatch: count('dispatch'),
    reclaim: count('reclaim'),
    settle: count('settle'),
    unchanged: jobIds.length - due.length - unreadable + queuedElsewhere,
    failed: unreadable + due.length - queuedElsewhere - done.filter(Boolean).length,
  };
}

/** @returns the jobs that a message stands for, or that need none */
async function send({ queues, log, now }: ReconcileDependencies, due: readonly DueJob[]) {
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
          waiting.map(({ job }) => messageFor(job, now())),
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
    // A job that was just QUEUED is looked at when its message should have been received.
    if (action === 'queue') return due;
    if (action === 'settle') await jobs.settle(job.jobId, job.version);
    else await jobs.postponeDue(job.jobId, job.version, nextLookMs(job, now));
    return due;
  } catch (error) {
    log.warn({ err: error, jobId: job.jobId }, 'a job stays due');
    return undefined;
  }
}

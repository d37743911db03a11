import { messageFor, queueOf, SendFailedError } from '@jobs/job-store';
import { attachFollower } from '../follow-ups/attach-follower.ts';
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
    await: count('await'),
    hold: count('hold'),
    dispatch: count('dispatch'),
    reclaim: count('reclaim'),
    defer: count('defer'),
    settle: count('settle'),
    unchanged: jobIds.length - due.length - unreadable + queuedElsewhere,
    failed: unreadable + due.length - queuedElsewhere - done.filter(Boolean).length,
  };
}

/** What else is done for it is done at the end. */
const needsNone = ({ action, job }: DueJob) => NO_MESSAGE.has(action) || job.heldLine !== undefined;

const NO_MESSAGE: ReadonlySet<DueAction> = new Set(['settle', 'await', 'defer']);

/** @returns the jobs that a message stands for, or that need none */
async function send({ queues, log, now }: ReconcileDependencies, due: readonly DueJob[]) {
  const settled = due.filter(needsNone);
  const byQueue = Map.groupBy(
    due.filter((one) => !needsNone(one)),
    ({ job }) => queueOf(job),
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
async function finish(deps: ReconcileDependencies, due: DueJob, now: number): Promise<DueJob | undefined> {
  const { jobs, log } = deps;
  const { job, action } = due;
  try {
    // A job that was just QUEUED is looked at when its message should have been received.
    if (action === 'queue') return due;
    // It starts or ends, or is looked at again.
    if (action === 'await' && (await attachFollower(deps, job, log)).version !== job.version) return due;
    if (action === 'settle') await jobs.settle(job.jobId, job.version);
    else await jobs.postponeDue(job.jobId, job.version, nextLookMs(job, now));
    return due;
  } catch (error) {
    log.warn({ err: error, jobId: job.jobId }, 'a job stays due');
    return undefined;
  }
}

import { isTerminal } from '@jobs/shared-contracts';
import { jobIdOf } from './history.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
/** In the model's own time. Long before, the last attempt of the last job has been made. */
const PATIENCE_MS = 24 * 60 * MINUTE_MS;

/** Lets everything that is under way come to rest between two steps. */
export const settle = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve);
  });

/** Lets time pass with a worker and the reconciler, and nothing going wrong, until nothing is left to do. */
export async function drain(world: World): Promise<void> {
  const { clock, scheduler } = world;
  world.calm();
  const until = clock.now() + PATIENCE_MS;
  let nextMinute = clock.now();
  for (;;) {
    await settle();
    await scheduler.waitIdle();
    if ((await isAtRest(world)) || clock.now() >= until) return;
    if (world.workers.length === 0) world.startWorker();
    for (const settlement of world.settlements.waiting) world.settle(settlement, [], false);
    if (clock.now() >= nextMinute) {
      world.reconcile([]);
      nextMinute = clock.now() + MINUTE_MS;
    } else {
      clock.advanceTo(Math.min(clock.nextTimerAt, nextMinute));
    }
  }
}

async function isAtRest(world: World): Promise<boolean> {
  const jobs = [...world.history.jobs.values()];
  return (
    world.isIdle &&
    world.messages.length === 0 &&
    world.settlements.waiting.length === 0 &&
    jobs.every(({ job }) => isTerminal(job.status) && job.dueAt === undefined) &&
    (await world.slotHolders()).length === 0
  );
}

/** What must hold once nothing is left to do. */
export async function checkEnd(world: World): Promise<void> {
  const { history, messages, queues, store, settlements } = world;
  const deadLetters = new Set(store.queues.messages(queues.deadLetters).map(jobIdOf));
  for (const message of messages) history.violated('nothing is stuck', `${message.messageId} ${message.body} is left`);
  for (const { event } of settlements.waiting) history.violated('nothing is stuck', `${event.id} is not settled`);
  for (const holder of await world.slotHolders()) history.violated('a limit holds', `${holder} still has a slot`);
  for (const [jobId, { job, unpublished, isMessageLost }] of history.jobs) {
    if (!isTerminal(job.status) || job.dueAt !== undefined) {
      history.violated('nothing is stuck', `${jobId} is ${job.status} v${job.version}, due ${job.dueAt}`);
    }
    if (!isMessageLost) {
      for (const { status, version } of unpublished) {
        history.violated('every state is published', `${jobId} v${version} ${status} never was`);
      }
    }
    if (job.cancelRequestedAt !== undefined && job.status !== 'CANCELLED') {
      history.violated('cancel means cancel', `${jobId} was to be cancelled, and is ${job.status}`);
    }
    if (job.status === 'FAILED' && !deadLetters.has(jobId) && !isMessageLost) {
      history.violated('failed jobs are dead letters', `${jobId} has FAILED, and no dead letter`);
    }
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import type { LocalStack } from '../start-local-stack.ts';
import type { AcceptedJob } from './check/history.ts';
import { unpublishedStates } from './check/published-states.ts';
import { statesByJob } from './check/states-by-job.ts';
import type { Disturber } from './disturb.ts';
import type { Observed } from './observe.ts';

const TICK_MS = 100;
const LOOK_MS = 500;
/** Nothing has moved for so long when all seems to be done. */
const QUIET_MS = 1000;

interface Watched {
  readonly disturber: Disturber;
  readonly observed: Observed;
  readonly signal: AbortSignal;
  /** Without any progress for so long, the rest is stuck. */
  readonly stuckMs: number;
}

/** Disturbs as jobs end, until the clients have done their part, or nothing moves any more. */
export async function disturbUntilDone(
  clients: Promise<void>,
  { disturber, observed, signal, stuckMs }: Watched,
  progress: (ended: number) => void,
): Promise<void> {
  const submission = { isOver: false };
  const done = clients.finally(() => {
    submission.isOver = true;
  });
  // Awaited below, unless nothing moves any more.
  done.catch(() => {});
  let last = { ended: 0, at: Date.now() };
  while (!submission.isOver || !disturber.isDone) {
    const ended = observed.ended.size;
    if (ended > last.ended) last = { ended, at: Date.now() };
    if (Date.now() - last.at > stuckMs) return;
    disturber.disturb(ended);
    progress(ended);
    await pause(TICK_MS, undefined, { signal });
  }
  await done;
}

/** Every accepted job has ended, every state is told, and no message is left: or nothing moves any more. */
export async function untilAtRest(
  stack: Pick<LocalStack, 'workers' | 'events'>,
  accepted: readonly AcceptedJob[],
  { disturber, observed, signal, stuckMs }: Watched,
): Promise<void> {
  const seen = () => [observed.writes.length, observed.deliveries.length, stack.events().length].join();
  const isDone = () =>
    stack.workers().every(({ backlog }) => backlog === 0) &&
    accepted.every(({ jobId }) => observed.ended.has(jobId)) &&
    allTold(stack, observed, disturber);
  let last = { seen: seen(), at: Date.now() };
  while (Date.now() - last.at < stuckMs) {
    await pause(LOOK_MS, undefined, { signal });
    if (seen() !== last.seen) last = { seen: seen(), at: Date.now() };
    else if (Date.now() - last.at > QUIET_MS && isDone()) return;
  }
}

function allTold(stack: Pick<LocalStack, 'events'>, { writes }: Observed, { deaths }: Disturber): boolean {
  return unpublishedStates({ events: stack.events(), sightings: [], deaths }, statesByJob(writes)).length === 0;
}

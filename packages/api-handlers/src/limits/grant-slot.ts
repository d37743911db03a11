import {
  jobEventOf,
  messageFor,
  QUEUED_AHEAD_MS,
  queueOf,
  type JobEvents,
  type JobQueues,
  type JobRecord,
  type JobTable,
  type Limits,
  type Written,
} from '@jobs/job-store';
import { isTerminal, type JobLimits } from '@jobs/shared-contracts';
import type { Logger } from '../logging/create-logger.ts';
import { ownerKeyOf, type LimitsOf } from './declared-limits.ts';
import { roundOf, slotHolderOf } from './slot-holder.ts';

export interface GrantDependencies {
  readonly jobs: Pick<JobTable, 'getJob' | 'releaseHeld' | 'listHeld'>;
  readonly limits: Limits;
  readonly queues: Pick<JobQueues, 'sendMessages'>;
  readonly events: JobEvents;
  readonly eventSource: string;
  readonly limitsOf: LimitsOf;
  readonly now: () => number;
  readonly log: Logger;
}

/** A job in a line. */
export type HeldJob = JobRecord & { readonly limitKey: string };

/**
 * - `granted`: it is QUEUED now, with a message
 * - `refused`: there is no slot or start for it
 * - `gone`: it does not wait any more
 */
export type GrantOutcome = 'granted' | 'refused' | 'gone';

const MINUTE_MS = 60_000;

/**
 * Takes a start and a slot for a job that waits, and has it run. The slot is the job's by name before the job is QUEUED, and
 * nobody takes it away from a job that waits: whoever dies in between leaves a slot that the next one finds taken for it.
 */
export async function grantSlot(
  deps: GrantDependencies,
  job: HeldJob,
  { unlessWaiting = false }: { readonly unlessWaiting?: boolean } = {},
): Promise<GrantOutcome> {
  const { limitKey } = job;
  const limits = deps.limitsOf(job.type) ?? {};
  const startAt = await takeStarts(deps, job, limits, unlessWaiting);
  if (startAt === undefined) return 'refused';
  const caps = capsOf(limitKey, job, limits);
  if (caps) {
    const request = { ...slotHolderOf(job), ...caps, unlessWaiting };
    if (!(await deps.limits.takeSlot(limitKey, request))) return 'refused';
  }
  const released = await deps.jobs.releaseHeld(job, {
    round: roundOf(job),
    ...(startAt > deps.now() && { notBefore: startAt }),
  });
  if (released.outcome === 'not-held') {
    if (!isAtWork(released.job, roundOf(job))) await deps.limits.returnSlot(limitKey, slotHolderOf(job));
    return 'gone';
  }
  await dispatch(deps, released);
  return 'granted';
}

/** How many slots there are; undefined when they are not counted. */
export function capsOf(
  limitKey: string,
  { type }: Pick<JobRecord, 'type'>,
  { concurrency, concurrencyPerOwner }: JobLimits,
): { readonly max?: number; readonly maxPerOwner?: number } | undefined {
  const ofAll = limitKey === type;
  if ((!ofAll || concurrency === undefined) && concurrencyPerOwner === undefined) return undefined;
  return {
    ...(ofAll && concurrency !== undefined && { max: concurrency }),
    ...(concurrencyPerOwner !== undefined && { maxPerOwner: concurrencyPerOwner }),
  };
}

/** Whether the job has left its line in this round, and not ended: then its slot is in use. */
const isAtWork = (job: JobRecord | undefined, round: number): boolean =>
  job !== undefined && !isTerminal(job.status) && job.heldLine === undefined && roundOf(job) === round;

/**
 * The owner's first: the type's are looked at before anybody is chosen, so that few are taken in vain.
 * @returns when it may start, in milliseconds since the epoch; undefined if not soon
 */
async function takeStarts(
  { limits, now }: GrantDependencies,
  { limitKey, type, owner }: HeldJob,
  { startsPerMinute, startsPerMinutePerOwner }: JobLimits,
  unlessWaiting: boolean,
): Promise<number | undefined> {
  let startAt = now();
  const rates = [
    [ownerKeyOf(type, owner), startsPerMinutePerOwner],
    [type, startsPerMinute],
  ] as const;
  for (const [key, perMinute] of rates) {
    if (perMinute === undefined) continue;
    const start = await limits.takeStart(key, {
      intervalMs: Math.ceil(MINUTE_MS / perMinute),
      burst: 1,
      notAfter: now() + QUEUED_AHEAD_MS,
      unlessWaiting: unlessWaiting && key === limitKey,
    });
    if (start.outcome === 'refused') return undefined;
    startAt = Math.max(startAt, start.startAt);
  }
  return startAt;
}

/** Publishes, then sends. The state before too, since whoever wrote it may have died; nobody is to settle that again. */
async function dispatch(deps: GrantDependencies, { job, previous }: Written): Promise<void> {
  const { settles: _settles, ...before } = jobEventOf(previous, deps.eventSource);
  try {
    await deps.events.publish([before, jobEventOf(job, deps.eventSource)]);
    await deps.queues.sendMessages(queueOf(job), [messageFor(job, deps.now())]);
  } catch (error) {
    deps.log.warn({ jobId: job.jobId, err: error }, 'queued but not dispatched: the reconciler will do it');
  }
}

import { LEASE_OVERDUE_MS, type JobRecord } from '@jobs/job-store';
import { isTerminal } from '@jobs/shared-contracts';

/**
 * What a job that is due needs.
 * - `queue`: it was scheduled, and its time is near: it becomes QUEUED, with a message that comes at its time
 * - `dispatch`: it waits, and perhaps no message stands for it: publish its state, send one
 * - `reclaim`: its worker is gone: send a message, so that another claims it, or finds its attempts used up
 * - `defer`: it runs under a lease: it is looked at when that should be over, as neither claims nor most heartbeats say so
 * - `await`: it waits for other jobs, whose end may not have been told
 * - `hold`: it waits for a slot of its limit, and perhaps nobody knows: publish its state, which has it stand in line
 * - `settle`: it has ended without a worker: publish its state, once more if need be
 */
export type DueAction = 'queue' | 'await' | 'hold' | 'dispatch' | 'reclaim' | 'defer' | 'settle';

/** Undefined when there is nothing to do: the due index lags behind the table. */
export function dueActionOf(job: JobRecord, now: number): DueAction | undefined {
  if (job.dueAt === undefined || job.dueAt > now) return undefined;
  if (isTerminal(job.status)) return 'settle';
  if (job.status === 'SCHEDULED' && job.heldLine !== undefined) return 'hold';
  if (job.status === 'SCHEDULED') return job.waitsFor ? 'await' : 'queue';
  if (job.status === 'QUEUED') return 'dispatch';
  return leaseLeftMs(job, now) > 0 ? 'defer' : 'reclaim';
}

const leaseLeftMs = ({ leaseExpiresAt = 0 }: JobRecord, now: number) => leaseExpiresAt - now;

const SHORTEST_SPACING_MS = 2 * 60_000;
const LONGEST_SPACING_MS = 64 * 60_000;

/**
 * When to look at the job again. As long as it has waited already, so that the spacing doubles from look to look: in a
 * deep backlog most jobs wait behind others, and one more message for each of them every minute would be a storm. A job
 * that runs is looked at after its lease.
 */
export function nextLookMs(job: JobRecord, now: number): number {
  if (job.status === 'RUNNING' && leaseLeftMs(job, now) > 0) return leaseLeftMs(job, now) + LEASE_OVERDUE_MS;
  const waitingSince = job.status === 'RUNNING' ? (job.leaseExpiresAt ?? job.updatedAt) : job.updatedAt;
  const waitsFor = (job.waitsUntil ?? Infinity) - now;
  return Math.min(Math.max(Math.min(now - waitingSince, waitsFor), SHORTEST_SPACING_MS), LONGEST_SPACING_MS);
}

import type { JobRecord } from '@jobs/job-store';
import { JOB_TYPE } from './model-job-type.ts';
import type { SimulatedProcess } from './simulated-process.ts';

const LEASE_MS = JOB_TYPE.leaseSeconds * 1000;

/** The lease of a running job, as the worker has reason to see it that asked for it. */
export interface HeldLease {
  readonly holder: SimulatedProcess;
  /** By the services' clock: as long as a lease after it was asked for. */
  readonly until: number;
}

/** `askedAt`: when the holder made the call that wrote it, by the services' clock. */
export const newLease = (holder: SimulatedProcess, askedAt: number): HeldLease => ({
  holder,
  until: askedAt + LEASE_MS,
});

/** Whether this write begins a lease, or extends it. */
export const isLeaseWrite = (before: JobRecord | undefined, after: JobRecord) =>
  after.leaseExpiresAt !== undefined &&
  (after.attempt !== before?.attempt || after.leaseExpiresAt !== before.leaseExpiresAt);

/** Whether the attempt's job is no longer its own: another attempt has it, or another process has ended it. */
export const isTakenFrom = (holder: SimulatedProcess, before: JobRecord, after: JobRecord, writer: SimulatedProcess) =>
  before.status === 'RUNNING' &&
  (after.attempt !== before.attempt || (after.status !== 'RUNNING' && writer !== holder));

/**
 * A lease is over by the clock of the one who takes the job: earlier than its holder thinks by what their two clocks
 * are off at most, and never by more. `now` is of the services' clock.
 */
export function isOver(
  { holder, until }: HeldLease,
  { leaseExpiresAt = 0 }: JobRecord,
  taker: SimulatedProcess,
  now: number,
) {
  const slackMs = holder.ownTime.maxSkewMs + taker.ownTime.maxSkewMs;
  return leaseExpiresAt <= taker.ownTime.latest && until - now <= slackMs;
}

import type { JobError, JobStatus } from '@jobs/shared-contracts';
import { movedDueTime } from '../../port/due-time.ts';
import { heldLineOf } from '../../port/held-jobs.ts';
import type { JobRecord, StoredPayload } from '../../port/job-record.ts';
import type { LeaseHeartbeat, NewJob, Readying } from '../../port/job-table.ts';
import { isFarAhead, QUEUED_AHEAD_MS } from '../../port/start-time.ts';
import type { Change, Transition } from './change.ts';

/** A message should have been received after this; then the reconciler checks that one stands for the job. */
const MESSAGE_DUE_MS = 2 * 60 * 1000;
/** The API may die between cancelling a job and publishing that: after this, the reconciler publishes it again. */
const CANCEL_EVENT_DUE_MS = 60 * 1000;

const nextVersion = { version: { of: 'version', plus: 1 } } as const;

const becomes = (status: JobStatus, now: number) => ({ status, updatedAt: now });

const waiting = (now: number, delayMs = 0) => ({
  ...becomes('QUEUED', now),
  dueAt: now + delayMs + MESSAGE_DUE_MS,
});

/** Looked at when its time is near. */
const scheduled = (now: number, runAt: number) => ({
  ...becomes('SCHEDULED', now),
  dueAt: runAt - QUEUED_AHEAD_MS,
});

/** Until its event should have had it started; then the reconciler looks at the jobs that it waits for. */
const AWAITED_DUE_MS = 5 * 60 * 1000;

const delayUntil = (runAt: number | undefined, now: number) => Math.max(0, (runAt ?? now) - now);

/** Whoever put it into its line may have died before it asked for a slot: then the reconciler does. */
const HELD_DUE_MS = 2 * 60 * 1000;

/** Nothing keeps it but a slot of its limit, if it has one. */
const readiedNow = (now: number, { runAt, limitKey, owner, lane }: Omit<Readying, 'jobId'>) =>
  limitKey === undefined
    ? waiting(now, delayUntil(runAt, now))
    : {
        ...becomes('SCHEDULED', now),
        heldLine: heldLineOf({ limitKey, owner, lane }),
        dueAt: now + HELD_DUE_MS,
      };

/** Nothing keeps it but its time, and a slot. */
const readied = (now: number, job: Omit<Readying, 'jobId'>) =>
  isFarAhead(job.runAt, now) ? scheduled(now, job.runAt) : readiedNow(now, job);

const awaiting = (now: number) => ({ ...becomes('SCHEDULED', now), dueAt: now + AWAITED_DUE_MS });

/** A terminal state; the message of the job is still there until its event is published, so that nothing is due. */
const ended = (status: JobStatus, now: number, more: Partial<JobRecord> = {}): Transition => ({
  set: { ...becomes(status, now), finishedAt: now, ...more },
  counters: nextVersion,
  remove: ['claimId', 'leaseExpiresAt', 'dueAt'],
});

export const created = (now: number, job: NewJob): JobRecord => ({
  ...job,
  ...(job.waitsFor ? awaiting(now) : readied(now, job)),
  version: 1,
  attempt: 0,
  attempts: [],
  ...(job.orderGroup !== undefined && { orderRound: 0 }),
  createdAt: now,
});

/** Whoever writes it knows the job's time: it is not part of what changes. */
export const queued = (now: number, job: Readying): Transition => ({
  set: readiedNow(now, job),
  counters: nextVersion,
});

/** It has got a slot, and with it perhaps a time. */
export const releasedFromLine = (
  now: number,
  runAt: number | undefined,
  notBefore: number | undefined,
): Transition => ({
  set: {
    ...waiting(now, Math.max(delayUntil(runAt, now), delayUntil(notBefore, now))),
    ...(notBefore !== undefined && { notBefore }),
  },
  counters: nextVersion,
  remove: ['heldLine'],
});

/** The jobs that it waited for have ended. */
export const readiedAfterJobs = (now: number, job: Readying): Transition => ({
  set: readied(now, job),
  counters: nextVersion,
  remove: ['waitsFor', 'waitsUntil'],
});

/** It stays due as it was: moving that would write the due index twice, and most jobs have ended by then. */
export const claimed = (now: number, claim: { claimId: string; leaseDurationMs: number }): Transition => ({
  set: { ...becomes('RUNNING', now), claimId: claim.claimId, leaseExpiresAt: now + claim.leaseDurationMs },
  setOnce: { startedAt: now },
  append: { attempts: { startedAt: now } },
  counters: { ...nextVersion, attempt: { of: 'attempt', plus: 1 } },
  remove: ['progress'],
});

/** Progress is seen by clients; a lease alone is not. `dueAt` is what the holder of the lease knows of it. */
export function extended(now: number, { leaseDurationMs, progress, dueAt }: LeaseHeartbeat): Change {
  const leaseExpiresAt = now + leaseDurationMs;
  const moved = movedDueTime(dueAt, leaseExpiresAt);
  const lease = { leaseExpiresAt, ...(moved !== undefined && { dueAt: moved }) };
  return progress ? { set: { ...lease, progress, updatedAt: now }, counters: nextVersion } : { set: lease };
}

/** Whatever the handler last reported: done is all of it. */
export const succeeded = (now: number, result: StoredPayload) =>
  ended('SUCCEEDED', now, { result, progress: { percent: 100 } });

export const failed = (now: number, error: JobError) => ended('FAILED', now, { error });

export const cancelled = (now: number) => ended('CANCELLED', now);

export const retried = (now: number, error: JobError, delayMs: number): Transition => ({
  set: { ...waiting(now, delayMs), error },
  counters: nextVersion,
  remove: ['claimId', 'leaseExpiresAt', 'progress'],
});

export const released = (now: number): Transition => ({
  set: waiting(now),
  counters: { ...nextVersion, maxAttempts: { of: 'maxAttempts', plus: 1 } },
  remove: ['claimId', 'leaseExpiresAt', 'progress'],
});

/** By its owner, before it ran. */
export const cancelledWhileWaiting = (now: number): Transition => ({
  set: {
    ...becomes('CANCELLED', now),
    finishedAt: now,
    cancelRequestedAt: now,
    dueAt: now + CANCEL_EVENT_DUE_MS,
  },
  counters: nextVersion,
  remove: ['heldLine'],
});

/** A job that it waited for did not succeed, or not in time. Published as `cancelledWhileWaiting` is. */
export const cancelledAfterJobs = (now: number, error: JobError): Transition => ({
  set: { ...becomes('CANCELLED', now), finishedAt: now, error, dueAt: now + CANCEL_EVENT_DUE_MS },
  counters: nextVersion,
});

export const cancelRequested = (now: number): Change => ({
  set: { cancelRequestedAt: now, updatedAt: now },
  counters: nextVersion,
});

const retriedAs = (set: Transition['set'], attempts: number): Transition => ({
  set,
  counters: {
    ...nextVersion,
    maxAttempts: { of: 'attempt', plus: attempts },
    orderRound: { of: 'attempt', plus: 0 },
  },
  remove: ['finishedAt', 'progress'],
});

export const retriedOnRequest = (now: number, attempts: number, delayMs: number): Transition =>
  retriedAs(waiting(now, delayMs), attempts);

/** Those that are limited wait for a slot anew; that spreads them better than a delay. */
export const retriedIntoLine = (now: number, attempts: number, job: Readying): Transition =>
  retriedAs(readiedNow(now, job), attempts);

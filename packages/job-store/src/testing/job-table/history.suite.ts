import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@jest/globals';
import { isTerminal, LIMITS, mayBecome } from '@jobs/shared-contracts';
import * as fc from 'fast-check';
import { jobEventOf } from '../../port/job-event.ts';
import type { ClaimedAttempt, JobRecord } from '../../port/job-record.ts';
import type { JobTable } from '../../port/job-table.ts';
import type { TestClock } from '../test-clock.ts';
import { expectOutcome, LEASE_MS, newClaim, queuedJob, type JobTableSubject } from './subject.ts';

/** Something that a worker, a client or the reconciler does; the attempt may be long over, or not have begun. */
type Step = (jobs: JobTable, attempt: ClaimedAttempt, clock: TestClock) => unknown;

const failure = { code: 'boom', message: 'Boom' };

const steps: Readonly<Record<string, Step>> = {
  claim: (jobs, { jobId }) => jobs.claimJob(jobId, newClaim()),
  heartbeat: (jobs, attempt) => jobs.extendLease(attempt, { leaseDurationMs: LEASE_MS }),
  progress: (jobs, attempt) =>
    jobs.extendLease(attempt, { leaseDurationMs: LEASE_MS, progress: { percent: attempt.attempt } }),
  succeed: (jobs, attempt) => jobs.succeedAttempt(attempt, { inline: attempt.attempt }),
  fail: (jobs, attempt) => jobs.failAttempt(attempt, failure),
  retry: (jobs, attempt) => jobs.retryAttempt(attempt, failure, 1000),
  release: (jobs, attempt) => jobs.releaseAttempt(attempt),
  stop: (jobs, attempt) => jobs.cancelAttempt(attempt),
  cancel: (jobs, { jobId }) => jobs.requestCancel(jobId, 'acme'),
  redrive: (jobs, { jobId }) => jobs.retryFailedJob(jobId, 1),
  postpone: (jobs, { jobId, attempt }) => jobs.postponeDue(jobId, attempt, 1000),
  settle: (jobs, { jobId, attempt }) => jobs.settle(jobId, attempt),
  wait: (_jobs, _attempt, clock) => clock.advance(LEASE_MS / 2),
};

const anyHistory = fc.array(
  fc.record({ name: fc.constantFrom(...Object.keys(steps)), lateBy: fc.constantFrom(0, 0, 0, 1, -1) }),
  { minLength: 5, maxLength: 25 },
);

export function historyCases(subject: JobTableSubject): void {
  test('whatever happens to a job in whatever order, its history is a legal one', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const { jobs, clock } = subject();
        let job = await queuedJob(subject, { maxAttempts: 2 });
        for (const { name, lateBy } of history) {
          await steps[name]?.(jobs, { ...job, attempt: job.attempt - lateBy }, clock);
          const next = await jobs.getJob(job.jobId);
          if (!next) throw new Error('the job is gone');
          expect({ name, lateBy, faults: faultsOf(job, next, lateBy === 0) }).toMatchObject({ faults: [] });
          job = next;
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test('the same state gives the same event, and every new state a later one', async () => {
    const { jobs, clock } = subject();
    const created = await queuedJob(subject);
    const claim = expectOutcome(await jobs.claimJob(created.jobId, newClaim()), 'claimed');
    clock.advance(1000);
    const events = [created, claim.previous, claim.job].map((job) => jobEventOf(job, '/jobs/test'));
    expect(events[1]).toEqual(events[0]);
    expect(events.map(({ id }) => id)).toEqual([`${created.jobId}.1`, `${created.jobId}.1`, `${created.jobId}.2`]);
    expect(events.map(({ type }) => type)).toEqual(['job.queued', 'job.queued', 'job.running']);
  });
}

/** What is wrong with a job that was `before` and is `after` now; a stale attempt may never have ended it. */
function faultsOf(before: JobRecord, after: JobRecord, isCurrentAttempt: boolean): string[] {
  const isMoved = after.status !== before.status;
  const isSeen = after.version !== before.version;
  const isRunning = after.status === 'RUNNING';
  const wasEnded = before.status === 'RUNNING' && isMoved;
  const leaseWasOver = (before.leaseExpiresAt ?? 0) <= after.updatedAt;
  const newAttempts = after.attempt - before.attempt;
  const rules: Readonly<Record<string, boolean>> = {
    'attempts go up by one, with a claim': newAttempts === 0 || (newAttempts === 1 && isRunning),
    'versions only grow': after.version >= before.version,
    'each state is one version': !isMoved || after.version === before.version + 1,
    'moves are legal': !isMoved || mayBecome(before.status, after.status),
    'what clients see changes only with the version': isSeen || isDeepStrictEqual(seen(before), seen(after)),
    'who runs holds a lease': isRunning === (after.leaseExpiresAt !== undefined),
    'what has ended says when': isTerminal(after.status) === (after.finishedAt !== undefined),
    'only success has a result': (after.status === 'SUCCEEDED') === (after.result !== undefined),
    'what has not ended is looked at': isTerminal(after.status) || after.dueAt !== undefined,
    'what waits has attempts left': after.status !== 'QUEUED' || after.attempt < after.maxAttempts,
    'cancel means cancel': before.cancelRequestedAt === undefined || isRunning || after.status === 'CANCELLED',
    'the newest attempts are told': after.attempts.length >= Math.min(after.attempt, LIMITS.shownAttempts),
    'no attempt is told twice': after.attempts.length <= after.attempt,
    'who runs has no outcome': !isRunning || after.attempts.at(-1)?.outcome === undefined,
    'who wrote an end is told': !wasEnded || after.attempts.at(-1)?.outcome !== undefined || leaseWasOver,
    'a stale attempt ends nothing': isCurrentAttempt || !isMoved || after.status !== 'SUCCEEDED',
  };
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));
}

const seen = ({ leaseExpiresAt: _lease, dueAt: _due, ...rest }: JobRecord) => rest;

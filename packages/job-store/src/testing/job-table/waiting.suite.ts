import { expect, test } from '@jest/globals';
import { INDEX_SHARDS } from '@jobs/shared-contracts';
import { newJobId } from '../new-job.ts';
import {
  expectOutcome,
  expectStored,
  expectUnchanged,
  listAllDue,
  newClaim,
  queuedJob,
  runningJob,
} from './subject.ts';
import type { JobTableSubject } from './subject.ts';

const HOUR_MS = 60 * 60 * 1000;
const ERROR = { code: 'after-failed', message: 'It was to start after another', attempt: 0 };

/** Jobs that wait for others. */
export function waitingCases(subject: JobTableSubject): void {
  const waitingJob = (runAt?: number) =>
    queuedJob(subject, { waitsFor: [newJobId(), newJobId()], waitsUntil: 7, ...(runAt !== undefined && { runAt }) });

  test('a job that waits for others is SCHEDULED, is looked at after some minutes, and can’t be claimed', async () => {
    const { jobs, clock } = subject();
    const job = await waitingJob();
    expect(job).toMatchObject({ status: 'SCHEDULED', version: 1, dueAt: clock.now() + 5 * 60_000 });
    await expectStored(subject, job);
    const claim = await expectUnchanged(subject, job.jobId, () => jobs.claimJob(job.jobId, newClaim()));
    expect(claim.outcome).toBe('not-runnable');
    clock.advance(5 * 60_000);
    expect(await listAllDue(subject, INDEX_SHARDS)).toContain(job.jobId);
  });

  test('it becomes QUEUED once the others have ended, and waits for nothing any more', async () => {
    const { jobs, clock } = subject();
    const job = await waitingJob();
    clock.advance(1000);
    const written = await jobs.startWaiting(job);
    const { waitsFor: _waitsFor, waitsUntil: _waitsUntil, ...rest } = job;
    const now = clock.now();
    expect(written).toEqual({
      previous: job,
      job: { ...rest, status: 'QUEUED', version: 2, updatedAt: now, dueAt: now + 120_000 },
    });
    if (written) await expectStored(subject, written.job);
    expectOutcome(await jobs.claimJob(job.jobId, newClaim()), 'claimed');
  });

  test('with a time that is further ahead it stays SCHEDULED, for that', async () => {
    const { jobs, clock } = subject();
    const job = await waitingJob(clock.now() + HOUR_MS);
    clock.advance(1000);
    const written = await jobs.startWaiting(job);
    expect(written?.job).toMatchObject({ status: 'SCHEDULED', version: 2 });
    expect(written?.job).not.toHaveProperty('waitsFor');
    clock.advance(HOUR_MS);
    expect(await jobs.queueScheduled(job)).toMatchObject({ job: { status: 'QUEUED', version: 3 } });
  });

  test('its time alone does not have it QUEUED', async () => {
    const { jobs, clock } = subject();
    const job = await waitingJob(clock.now() + HOUR_MS);
    clock.advance(2 * HOUR_MS);
    expect(await expectUnchanged(subject, job.jobId, () => jobs.queueScheduled(job))).toBeUndefined();
  });

  test('it is CANCELLED with why, and that can be published again', async () => {
    const { jobs, clock } = subject();
    const job = await waitingJob();
    clock.advance(1000);
    const written = await jobs.cancelWaiting(job.jobId, ERROR);
    expect(written).toMatchObject({ previous: job, job: { status: 'CANCELLED', version: 2, error: ERROR } });
    if (written) await expectStored(subject, written.job);
    expect(await jobs.getCancellation(job.jobId)).toMatchObject({
      previous: { status: 'SCHEDULED', version: 1 },
      job: { status: 'CANCELLED', version: 2 },
    });
  });

  test('of 10 who start it and 10 who cancel it at different times, one does', async () => {
    const { jobs, clock } = subject();
    const job = await waitingJob();
    const outcomes = [];
    for (let index = 0; index < 20; index += 1) {
      clock.advance(1);
      outcomes.push(index % 2 ? jobs.startWaiting(job) : jobs.cancelWaiting(job.jobId, ERROR));
    }
    expect((await Promise.all(outcomes)).filter(Boolean)).toHaveLength(1);
    expect(await jobs.getJob(job.jobId)).toMatchObject({ version: 2 });
  });

  test('a write whose answer was lost is recognised when it is sent again', async () => {
    const { jobs, clock } = subject();
    const job = await waitingJob();
    clock.advance(1000);
    const first = await jobs.startWaiting(job);
    const again = await expectUnchanged(subject, job.jobId, () => jobs.startWaiting(job));
    expect(again).toMatchObject({ job: first?.job, previous: { status: 'SCHEDULED', version: 1 } });
  });

  test('a job that waits for no other is neither started nor cancelled by it', async () => {
    const { jobs, clock } = subject();
    const scheduled = await queuedJob(subject, { runAt: clock.now() + HOUR_MS });
    const queued = await queuedJob(subject);
    for (const job of [scheduled, queued]) {
      expect(await expectUnchanged(subject, job.jobId, () => jobs.startWaiting(job))).toBeUndefined();
      expect(await expectUnchanged(subject, job.jobId, () => jobs.cancelWaiting(job.jobId, ERROR))).toBeUndefined();
    }
  });

  test('what ends after it was marked as awaited says so; what has ended is not marked', async () => {
    const { jobs } = subject();
    const { job, attempt } = await runningJob(subject);
    expect(await jobs.markAwaited(job.jobId)).toBe(true);
    const end = expectOutcome(await jobs.succeedAttempt(attempt, { inline: 1 }), 'written');
    expect(end.job).toMatchObject({ status: 'SUCCEEDED', settles: true, version: job.version + 1 });
    expect(await jobs.markAwaited(job.jobId)).toBe(false);
    expect(await jobs.markAwaited(newJobId())).toBe(false);
  });
}

import { expect, test } from '@jest/globals';
import { INDEX_SHARDS, LIMITS } from '@jobs/shared-contracts';
import { QUEUED_AHEAD_MS } from '../../port/start-time.ts';
import { expectOutcome, expectStored, expectUnchanged, listAllDue, newClaim, queuedJob } from './subject.ts';
import type { JobTableSubject } from './subject.ts';

const HOUR_MS = 60 * 60 * 1000;
const RETENTION_MS = LIMITS.jobRetentionDays * 24 * HOUR_MS;

export function scheduledCases(subject: JobTableSubject): void {
  const isDue = async (jobId: string) => (await listAllDue(subject, INDEX_SHARDS)).includes(jobId);
  const jobIn = (ms: number) => queuedJob(subject, { runAt: subject().clock.now() + ms });

  test('a job for later is SCHEDULED, and due when its time is near', async () => {
    const { clock } = subject();
    const job = await jobIn(HOUR_MS);
    expect(job).toMatchObject({ status: 'SCHEDULED', version: 1, attempt: 0, runAt: clock.now() + HOUR_MS });
    await expectStored(subject, job);
    clock.advance(HOUR_MS - QUEUED_AHEAD_MS - 1);
    expect(await isDue(job.jobId)).toBe(false);
    clock.advance(1);
    expect(await isDue(job.jobId)).toBe(true);
  });

  test('a job whose time is near is QUEUED at once, and due when its message should have been received', async () => {
    const { clock } = subject();
    const job = await jobIn(QUEUED_AHEAD_MS);
    expect(job).toMatchObject({ status: 'QUEUED', dueAt: clock.now() + QUEUED_AHEAD_MS + 120_000 });
  });

  test('a scheduled job becomes QUEUED once its time is near, and not before', async () => {
    const { jobs, clock } = subject();
    const job = await jobIn(HOUR_MS);
    clock.advance(HOUR_MS - QUEUED_AHEAD_MS - 1);
    expect(await expectUnchanged(subject, job.jobId, () => jobs.queueScheduled(job))).toBeUndefined();
    clock.advance(1);
    const queued = await jobs.queueScheduled(job);
    expect(queued).toEqual({
      previous: job,
      job: {
        ...job,
        status: 'QUEUED',
        version: 2,
        updatedAt: clock.now(),
        dueAt: clock.now() + QUEUED_AHEAD_MS + 120_000,
      },
    });
    if (queued) await expectStored(subject, queued.job);
  });

  test('a scheduled job that nobody looked at in time becomes QUEUED all the same', async () => {
    const { jobs, clock } = subject();
    const job = await jobIn(HOUR_MS);
    clock.advance(5 * HOUR_MS);
    expect(await isDue(job.jobId)).toBe(true);
    expect(await jobs.queueScheduled(job)).toMatchObject({ job: { dueAt: clock.now() + 120_000 } });
    expectOutcome(await jobs.claimJob(job.jobId, newClaim()), 'claimed');
  });

  test('of 20 who have it QUEUED at different times, one does it', async () => {
    const { jobs, clock } = subject();
    const job = await jobIn(HOUR_MS);
    clock.advance(HOUR_MS);
    const outcomes = [];
    for (let index = 0; index < 20; index += 1) {
      outcomes.push(jobs.queueScheduled(job));
      clock.advance(1);
    }
    expect((await Promise.all(outcomes)).filter(Boolean)).toHaveLength(1);
    expect(await jobs.getJob(job.jobId)).toMatchObject({ status: 'QUEUED', version: 2 });
  });

  test('a write whose answer was lost is recognised when it is sent again', async () => {
    const { jobs, clock } = subject();
    const job = await jobIn(HOUR_MS);
    clock.advance(HOUR_MS);
    const first = await jobs.queueScheduled(job);
    const again = await expectUnchanged(subject, job.jobId, () => jobs.queueScheduled(job));
    expect(again).toMatchObject({
      job: first?.job,
      previous: { status: 'SCHEDULED', version: 1, updatedAt: job.updatedAt },
    });
  });

  test('a job that is not SCHEDULED is not QUEUED by it', async () => {
    const { jobs, clock } = subject();
    const cancelled = await jobIn(HOUR_MS);
    expectOutcome(await jobs.requestCancel(cancelled.jobId, cancelled.owner), 'cancelled');
    const waiting = await queuedJob(subject);
    clock.advance(HOUR_MS);
    for (const job of [cancelled, waiting]) {
      expect(await expectUnchanged(subject, job.jobId, () => jobs.queueScheduled(job))).toBeUndefined();
    }
  });

  test('nobody claims a job before its time, but for a second that clocks may differ', async () => {
    const { jobs, clock } = subject();
    const scheduled = await jobIn(HOUR_MS);
    const early = await expectUnchanged(subject, scheduled.jobId, () => jobs.claimJob(scheduled.jobId, newClaim()));
    expect(early.outcome).toBe('not-runnable');

    const job = await jobIn(10_000);
    clock.advance(8999);
    const tooEarly = await expectUnchanged(subject, job.jobId, () => jobs.claimJob(job.jobId, newClaim()));
    expect(tooEarly).toEqual({ outcome: 'not-yet', job, remainingMs: 1001 });
    clock.advance(1);
    expectOutcome(await jobs.claimJob(job.jobId, newClaim()), 'claimed');
  });

  test('a scheduled job is CANCELLED at once', async () => {
    const { jobs } = subject();
    const job = await jobIn(HOUR_MS);
    expect(await jobs.requestCancel(job.jobId, job.owner)).toMatchObject({
      outcome: 'cancelled',
      previous: job,
      job: { status: 'CANCELLED', version: 2, runAt: job.runAt },
    });
  });

  test('a job is kept as long after its time as others are after their creation', async () => {
    const { jobs, clock } = subject();
    const { jobId } = await jobIn(365 * 24 * HOUR_MS);
    clock.advance(365 * 24 * HOUR_MS + RETENTION_MS - 2000);
    expect(await jobs.getJob(jobId)).toBeDefined();
    clock.advance(2001);
    expect(await jobs.getJob(jobId)).toBeUndefined();
  });
}

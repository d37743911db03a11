import { expect, test } from '@jest/globals';
import { claimAgain, expectUnchanged, LEASE_MS, runningJob, type JobTableSubject } from './subject.ts';

export function leaseCases(subject: JobTableSubject): void {
  test('a heartbeat extends the lease, and is no change that a client sees', async () => {
    const { jobs, clock } = subject();
    const { job, attempt } = await runningJob(subject);
    clock.advance(20_000);
    const { dueAt = 0 } = job;
    const outcome = await jobs.extendLease(attempt, { leaseDurationMs: LEASE_MS, dueAt });
    expect(outcome).toEqual({ outcome: 'held', cancelRequested: false, dueAt });
    expect(await jobs.getJob(job.jobId)).toEqual({ ...job, leaseExpiresAt: clock.now() + LEASE_MS });
  });

  test('progress is written with a heartbeat, under a new version', async () => {
    const { jobs, clock } = subject();
    const { job, attempt } = await runningJob(subject);
    clock.advance(1000);
    const progress = { percent: 55, message: 'Page 5 of 9' };
    await jobs.extendLease(attempt, { leaseDurationMs: LEASE_MS, progress });
    expect(await jobs.getJob(job.jobId)).toMatchObject({ progress, version: 3, updatedAt: clock.now() });
  });

  test('a heartbeat tells of a cancellation', async () => {
    const { jobs } = subject();
    const { job, attempt } = await runningJob(subject);
    await jobs.requestCancel(job.jobId, job.owner);
    const outcome = await jobs.extendLease(attempt, { leaseDurationMs: LEASE_MS });
    expect(outcome).toMatchObject({ outcome: 'held', cancelRequested: true });
  });

  test('the heartbeat of an attempt that was taken over changes nothing', async () => {
    const { jobs, clock } = subject();
    const { job, attempt } = await runningJob(subject);
    clock.advance(LEASE_MS);
    await claimAgain(subject, job.jobId);
    const outcome = await expectUnchanged(subject, job.jobId, () =>
      jobs.extendLease(attempt, { leaseDurationMs: LEASE_MS, progress: { percent: 99 } }),
    );
    expect(outcome).toEqual({ outcome: 'lost' });
  });

  test('the heartbeat of an attempt that has ended changes nothing', async () => {
    const { jobs } = subject();
    const { job, attempt } = await runningJob(subject);
    await jobs.retryAttempt(attempt, { code: 'boom', message: 'Boom' }, 0);
    const outcome = await expectUnchanged(subject, job.jobId, () =>
      jobs.extendLease(attempt, { leaseDurationMs: LEASE_MS }),
    );
    expect(outcome).toEqual({ outcome: 'lost' });
  });
}

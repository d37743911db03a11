import { expect, test } from '@jest/globals';
import {
  claimAgain,
  expectOutcome,
  expectStored,
  expectUnchanged,
  LEASE_MS,
  newClaim,
  queuedJob,
  runningJob,
  type JobTableSubject,
} from './subject.ts';

export function claimCases(subject: JobTableSubject): void {
  test('a claim starts the next attempt and takes the lease', async () => {
    const { jobs, clock } = subject();
    const previous = await queuedJob(subject);
    clock.advance(5000);
    const claim = newClaim();
    const outcome = expectOutcome(await jobs.claimJob(previous.jobId, claim), 'claimed');
    expect(outcome).toEqual({
      outcome: 'claimed',
      previous,
      job: {
        ...previous,
        status: 'RUNNING',
        version: 2,
        attempt: 1,
        attempts: [{ startedAt: clock.now() }],
        startedAt: clock.now(),
        updatedAt: clock.now(),
        claimId: claim.claimId,
        leaseExpiresAt: clock.now() + LEASE_MS,
      },
    });
    await expectStored(subject, outcome.job);
  });

  test('of 20 workers that claim a job at once, one gets it', async () => {
    const { jobs } = subject();
    const { jobId } = await queuedJob(subject);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => jobs.claimJob(jobId, newClaim())));
    expect(outcomes.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'leased')).toHaveLength(19);
    expect(await jobs.getJob(jobId)).toMatchObject({ attempt: 1, version: 2 });
  });

  test('a claim whose answer was lost is recognised when it is sent again, with the state before it', async () => {
    const { jobs, clock } = subject();
    const { jobId, maxAttempts } = await queuedJob(subject);
    const { attempt } = await claimAgain(subject, jobId);
    clock.advance(1000);
    await jobs.retryAttempt(attempt, { code: 'boom', message: 'Boom' }, 0);
    clock.advance(1000);
    const waiting = await jobs.getJob(jobId);
    const claim = newClaim();
    const first = expectOutcome(await jobs.claimJob(jobId, claim), 'claimed');
    const again = await expectUnchanged(subject, jobId, () => jobs.claimJob(jobId, claim));
    expect(again).toMatchObject({ outcome: 'claimed', job: first.job });
    // What an event of the previous state is made of.
    expect(again).toMatchObject({
      previous: {
        status: 'QUEUED',
        version: waiting?.version,
        updatedAt: waiting?.updatedAt,
        attempt: 1,
        maxAttempts,
        startedAt: waiting?.startedAt,
      },
    });
  });

  test('a running job is leased until its lease ends', async () => {
    const { jobs, clock } = subject();
    const { job } = await runningJob(subject);
    clock.advance(LEASE_MS - 1);
    const outcome = await expectUnchanged(subject, job.jobId, () => jobs.claimJob(job.jobId, newClaim()));
    expect(outcome).toEqual({ outcome: 'leased', job, remainingMs: 1 });
  });

  test('a job whose worker is lost is taken over by a new attempt', async () => {
    const { jobs, clock } = subject();
    const { job: previous, attempt } = await runningJob(subject);
    await jobs.extendLease(attempt, { leaseDurationMs: LEASE_MS, progress: { percent: 40 } });
    const stored = await jobs.getJob(previous.jobId);
    clock.advance(LEASE_MS);
    const outcome = expectOutcome(await jobs.claimJob(previous.jobId, newClaim()), 'claimed');
    expect(outcome).toMatchObject({ previous: stored, job: { status: 'RUNNING', attempt: 2 } });
    expect(outcome.job.startedAt).toBe(previous.startedAt);
    expect(outcome.job.progress).toBeUndefined();
    await expectStored(subject, outcome.job);
  });

  test('the last attempt that loses its worker fails the job', async () => {
    const { jobs, clock } = subject();
    const { job: previous } = await runningJob(subject, { maxAttempts: 1 });
    clock.advance(LEASE_MS);
    const outcome = expectOutcome(await jobs.claimJob(previous.jobId, newClaim()), 'exhausted');
    expect(outcome).toMatchObject({
      previous,
      job: {
        status: 'FAILED',
        version: 3,
        attempt: 1,
        finishedAt: clock.now(),
        error: { code: 'worker-lost', attempt: 1 },
      },
    });
    expect(outcome.job.dueAt).toBeUndefined();
    await expectStored(subject, outcome.job);
  });

  test('of 20 workers that find the attempts used up, all see the one end', async () => {
    const { jobs, clock } = subject();
    const { job } = await runningJob(subject, { maxAttempts: 1 });
    clock.advance(LEASE_MS);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => jobs.claimJob(job.jobId, newClaim())));
    expect(new Set(outcomes.map(({ outcome }) => outcome))).not.toContain('claimed');
    expect(outcomes.map(({ outcome }) => outcome)).toContain('exhausted');
    expect(await jobs.getJob(job.jobId)).toMatchObject({ status: 'FAILED', version: 3 });
  });

  test('a job whose worker is lost after a cancellation is cancelled, not taken over', async () => {
    const { jobs, clock } = subject();
    const { job } = await runningJob(subject);
    await jobs.requestCancel(job.jobId, job.owner);
    clock.advance(LEASE_MS);
    const outcome = expectOutcome(await jobs.claimJob(job.jobId, newClaim()), 'cancelled');
    expect(outcome.job).toMatchObject({ status: 'CANCELLED', attempt: 1 });
    await expectStored(subject, outcome.job);
  });

  test('a job that has ended is not claimed again', async () => {
    const { jobs, clock } = subject();
    const ends = await Promise.all([runningJob(subject), runningJob(subject), runningJob(subject)]);
    const [succeeded, failed, cancelled] = ends.map(({ attempt }) => attempt);
    if (!succeeded || !failed || !cancelled) throw new Error('three jobs were started');
    await jobs.succeedAttempt(succeeded, { inline: 1 });
    await jobs.failAttempt(failed, { code: 'boom', message: 'Boom' });
    await jobs.cancelAttempt(cancelled);
    clock.advance(10 * LEASE_MS);
    for (const { jobId } of [succeeded, failed, cancelled]) {
      const outcome = await expectUnchanged(subject, jobId, () => jobs.claimJob(jobId, newClaim()));
      expect(outcome).toEqual({ outcome: 'not-runnable', job: await jobs.getJob(jobId) });
    }
  });
}

import { expect, test } from '@jest/globals';
import { LIMITS } from '@jobs/shared-contracts';
import { claimAgain, expectOutcome, expectStored, LEASE_MS, runningJob, type JobTableSubject } from './subject.ts';

/** The history of a job's attempts. */
export function attemptCases(subject: JobTableSubject): void {
  const failure = { code: 'boom', message: 'Boom' };

  test('each attempt is told with its times and its outcome', async () => {
    const { jobs, clock } = subject();
    const { job, attempt } = await runningJob(subject);
    const first = { startedAt: clock.now() };
    expect(job.attempts).toEqual([first]);

    clock.advance(1000);
    await jobs.retryAttempt(attempt, failure, 0);
    const failed = { ...first, endedAt: clock.now(), outcome: 'failed', error: failure };
    clock.advance(500);
    const second = await claimAgain(subject, job.jobId);
    expect(second.job.attempts).toEqual([failed, { startedAt: clock.now() }]);

    const released = { startedAt: clock.now(), endedAt: clock.now(), outcome: 'released' };
    await jobs.releaseAttempt(second.attempt);
    const third = await claimAgain(subject, job.jobId);
    const end = expectOutcome(await jobs.succeedAttempt(third.attempt, { inline: 1 }), 'written');
    const succeeded = { ...released, outcome: 'succeeded' };
    expect(end.job.attempts).toEqual([failed, released, succeeded]);
    await expectStored(subject, end.job);
  });

  test('an attempt that lost its worker has no outcome, and the next one goes on with the history', async () => {
    const { jobs, clock } = subject();
    const { job, attempt } = await runningJob(subject);
    const lost = { startedAt: clock.now() };
    clock.advance(LEASE_MS);
    const second = await claimAgain(subject, job.jobId);
    expect(await jobs.failAttempt(attempt, failure)).toEqual({ outcome: 'stale' });
    const end = expectOutcome(await jobs.failAttempt(second.attempt, failure), 'written');
    expect(end.job.attempts).toMatchObject([lost, { startedAt: clock.now(), outcome: 'failed' }]);
    expect(end.job.attempts[0]).toEqual(lost);
  });

  test('a running job that is cancelled tells so of its attempt', async () => {
    const { jobs } = subject();
    const { job, attempt } = await runningJob(subject);
    await jobs.requestCancel(job.jobId, job.owner);
    const end = expectOutcome(await jobs.succeedAttempt(attempt, { inline: 1 }), 'cancelled');
    expect(end.job.attempts).toMatchObject([{ outcome: 'cancelled' }]);
  });

  test('only so many attempts are kept, the newest, and a long message is cut', async () => {
    const { jobs } = subject();
    let { job, attempt } = await runningJob(subject);
    for (let released = 0; released < LIMITS.shownAttempts + 2; released++) {
      await jobs.releaseAttempt(attempt);
      ({ job, attempt } = await claimAgain(subject, job.jobId));
    }
    expect(job.attempts).toHaveLength(LIMITS.shownAttempts + 1);
    const message = 'x'.repeat(LIMITS.attemptErrorCharacters + 1);
    const end = expectOutcome(await jobs.failAttempt(attempt, { code: 'boom', message }), 'written');
    expect(end.job.attempts).toHaveLength(LIMITS.shownAttempts);
    expect(end.job.attempts.at(-1)?.error?.message).toBe(`${'x'.repeat(LIMITS.attemptErrorCharacters - 1)}…`);
    expect(end.job.error?.message).toBe(message);
  });
}

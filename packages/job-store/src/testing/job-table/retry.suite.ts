import { expect, test } from '@jest/globals';
import {
  claimAgain,
  expectOutcome,
  expectStored,
  expectUnchanged,
  queuedJob,
  runningJob,
  type JobTableSubject,
} from './subject.ts';

export function retryCases(subject: JobTableSubject): void {
  const failedJob = async () => {
    const { attempt } = await runningJob(subject, { maxAttempts: 1 });
    return expectOutcome(await subject().jobs.failAttempt(attempt, { code: 'boom', message: 'Boom' }), 'written').job;
  };

  test('a failed job comes back with more attempts, and keeps why it failed', async () => {
    const { jobs, clock } = subject();
    const previous = await failedJob();
    clock.advance(60_000);
    const outcome = expectOutcome(await jobs.retryFailedJob(previous.jobId, 2), 'queued');
    expect(outcome).toMatchObject({
      outcome: 'queued',
      previous,
      job: {
        status: 'QUEUED',
        version: previous.version + 1,
        attempt: 1,
        maxAttempts: 3,
        error: previous.error,
        dueAt: clock.now() + 120_000,
      },
    });
    expect(outcome.job.finishedAt).toBeUndefined();
    await expectStored(subject, outcome.job);
    expect((await claimAgain(subject, previous.jobId)).attempt.attempt).toBe(2);
  });

  test('a failed job whose message is to be delayed is looked at so much later', async () => {
    const { jobs, clock } = subject();
    const { jobId } = await failedJob();
    const { job } = expectOutcome(await jobs.retryFailedJob(jobId, 2, 30_000), 'queued');
    expect(job.dueAt).toBe(clock.now() + 30_000 + 120_000);
  });

  test('a retry whose answer was lost is recognised when it is sent again', async () => {
    const { jobs } = subject();
    const { jobId } = await failedJob();
    const first = expectOutcome(await jobs.retryFailedJob(jobId, 2), 'queued');
    const again = await expectUnchanged(subject, jobId, () => jobs.retryFailedJob(jobId, 2));
    expect(again).toMatchObject({
      outcome: 'queued',
      job: first.job,
      previous: { status: 'FAILED' },
    });
  });

  test('a job that has not failed is not retried', async () => {
    const { jobs, clock } = subject();
    const waiting = await queuedJob(subject);
    const { job: running } = await runningJob(subject);
    const { job: succeeded, attempt } = await runningJob(subject);
    await jobs.succeedAttempt(attempt, { inline: 1 });
    const cancelled = await queuedJob(subject);
    await jobs.requestCancel(cancelled.jobId, cancelled.owner);
    clock.advance(1);
    for (const { jobId } of [waiting, running, succeeded, cancelled]) {
      const outcome = await expectUnchanged(subject, jobId, () => jobs.retryFailedJob(jobId, 1));
      expect(outcome).toEqual({ outcome: 'not-failed', job: await jobs.getJob(jobId) });
    }
  });
}

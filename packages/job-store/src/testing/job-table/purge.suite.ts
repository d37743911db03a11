import { expect, test } from '@jest/globals';
import { expectUnchanged, queuedJob, runningJob, type JobTableSubject } from './subject.ts';

export function purgeCases(subject: JobTableSubject): void {
  const failedJob = async () => {
    const { job, attempt } = await runningJob(subject, { maxAttempts: 1 });
    await subject().jobs.failAttempt(attempt, { code: 'boom', message: 'Boom' });
    return job;
  };

  test('a job that has ended is purged by its owner, and is gone', async () => {
    const { jobs } = subject();
    const { jobId, owner } = await failedJob();
    expect(await jobs.beginPurge(jobId, owner)).toMatchObject({ outcome: 'purging', job: { jobId } });
    expect(await jobs.beginPurge(jobId, owner)).toMatchObject({ outcome: 'purging' });
    await jobs.finishPurge(jobId);
    expect(await jobs.getJob(jobId)).toBeUndefined();
    expect(await jobs.beginPurge(jobId, owner)).toEqual({ outcome: 'not-found' });
    await jobs.finishPurge(jobId);
  });

  test('a job whose purge has begun is not retried', async () => {
    const { jobs } = subject();
    const { jobId, owner } = await failedJob();
    await jobs.beginPurge(jobId, owner);
    expect(await jobs.retryFailedJob(jobId, 3)).toMatchObject({ outcome: 'not-failed' });
  });

  test('nothing is deleted whose purge has not begun, and no purge begins of a job that waits or runs', async () => {
    const { jobs } = subject();
    const { job: running } = await runningJob(subject);
    for (const { jobId, owner } of [await queuedJob(subject), running]) {
      await expectUnchanged(subject, jobId, async () => {
        expect(await jobs.beginPurge(jobId, owner)).toMatchObject({ outcome: 'not-finished', job: { jobId } });
        await jobs.finishPurge(jobId);
      });
    }
  });

  test('another owner’s job is not found, and stays', async () => {
    const { jobs } = subject();
    const { jobId } = await failedJob();
    await expectUnchanged(subject, jobId, async () => {
      expect(await jobs.beginPurge(jobId, 'other')).toEqual({ outcome: 'not-found' });
    });
  });
}

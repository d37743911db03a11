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

export function cancelCases(subject: JobTableSubject): void {
  test('a waiting job is cancelled at once, and due until its event is known to be out', async () => {
    const { jobs, clock } = subject();
    const previous = await queuedJob(subject);
    clock.advance(1000);
    const outcome = expectOutcome(await jobs.requestCancel(previous.jobId, previous.owner), 'cancelled');
    expect(outcome).toEqual({
      outcome: 'cancelled',
      previous,
      job: {
        ...previous,
        status: 'CANCELLED',
        version: 2,
        updatedAt: clock.now(),
        finishedAt: clock.now(),
        cancelRequestedAt: clock.now(),
        dueAt: clock.now() + 60_000,
      },
    });
    await expectStored(subject, outcome.job);
    // As the two states were, so that their events are the same whoever publishes them.
    expect(await jobs.getCancellation(previous.jobId)).toMatchObject({
      job: outcome.job,
      previous: { status: 'QUEUED', version: 1, updatedAt: previous.updatedAt, attempt: 0 },
    });
    expect(await jobs.claimJob(previous.jobId, newClaim())).toMatchObject({ outcome: 'not-runnable' });
  });

  test('a running job is marked, under a new version, and goes on until its worker stops it', async () => {
    const { jobs, clock } = subject();
    const { job } = await runningJob(subject);
    clock.advance(1000);
    const outcome = await jobs.requestCancel(job.jobId, job.owner);
    const marked = { ...job, version: 3, updatedAt: clock.now(), cancelRequestedAt: clock.now() };
    expect(outcome).toEqual({ outcome: 'requested', job: marked });
    await expectStored(subject, marked);
    expect(await jobs.getCancellation(job.jobId)).toBeUndefined();
  });

  test('a second cancellation changes nothing', async () => {
    const { jobs, clock } = subject();
    const waiting = await queuedJob(subject);
    const { job: running } = await runningJob(subject);
    for (const { jobId, owner } of [waiting, running]) {
      await jobs.requestCancel(jobId, owner);
      clock.advance(1);
      const outcome = await expectUnchanged(subject, jobId, () => jobs.requestCancel(jobId, owner));
      expect(outcome).toEqual({ outcome: 'unchanged', job: await jobs.getJob(jobId) });
    }
  });

  test('a cancellation whose answer was lost is recognised when it is sent again', async () => {
    const { jobs } = subject();
    const waiting = await queuedJob(subject);
    const { job: running } = await runningJob(subject);
    await jobs.requestCancel(waiting.jobId, waiting.owner);
    await jobs.requestCancel(running.jobId, running.owner);
    expect(await jobs.requestCancel(waiting.jobId, waiting.owner)).toMatchObject({
      outcome: 'cancelled',
      previous: { status: 'QUEUED', version: 1 },
    });
    expect(await jobs.requestCancel(running.jobId, running.owner)).toMatchObject({ outcome: 'requested' });
  });

  test('a job that has ended otherwise stays as it is', async () => {
    const { jobs } = subject();
    const [first, second] = [await runningJob(subject), await runningJob(subject)];
    await jobs.succeedAttempt(first.attempt, { inline: 1 });
    await jobs.failAttempt(second.attempt, { code: 'boom', message: 'Boom' });
    for (const { job } of [first, second]) {
      const outcome = await expectUnchanged(subject, job.jobId, () => jobs.requestCancel(job.jobId, job.owner));
      expect(outcome).toMatchObject({ outcome: 'finished', job: { jobId: job.jobId } });
    }
  });

  test('another owner’s job does not exist', async () => {
    const { jobs } = subject();
    const waiting = await queuedJob(subject);
    const { job: running } = await runningJob(subject);
    for (const { jobId } of [waiting, running]) {
      const outcome = await expectUnchanged(subject, jobId, () => jobs.requestCancel(jobId, 'mallory'));
      expect(outcome).toEqual({ outcome: 'not-found' });
    }
  });

  test('a cancellation that races with a claim is never lost', async () => {
    const { jobs } = subject();
    for (let round = 0; round < 10; round++) {
      const { jobId, owner } = await queuedJob(subject);
      const [cancel] = await Promise.all([jobs.requestCancel(jobId, owner), jobs.claimJob(jobId, newClaim())]);
      const job = await jobs.getJob(jobId);
      expect(['cancelled', 'requested']).toContain(cancel.outcome);
      expect(job?.cancelRequestedAt).toBeDefined();
      expect(job?.status).toBe(cancel.outcome === 'cancelled' ? 'CANCELLED' : 'RUNNING');
    }
  });

  test('a cancellation holds for the attempt that takes over', async () => {
    const { jobs, clock } = subject();
    const { job } = await runningJob(subject);
    clock.advance(LEASE_MS);
    const { attempt } = await claimAgain(subject, job.jobId);
    await jobs.requestCancel(job.jobId, job.owner);
    expect(await jobs.succeedAttempt(attempt, { inline: 1 })).toMatchObject({ outcome: 'cancelled' });
  });
}

import { expect, test } from '@jest/globals';
import { INDEX_SHARDS } from '@jobs/shared-contracts';
import {
  claimAgain,
  expectOutcome,
  expectUnchanged,
  LEASE_MS,
  listAllDue,
  queuedJob,
  runningJob,
  type JobTableSubject,
} from './subject.ts';

export function dueCases(subject: JobTableSubject): void {
  const isDue = async (jobId: string) => (await listAllDue(subject, INDEX_SHARDS)).includes(jobId);

  test('a waiting job is due when its message should have been received', async () => {
    const { clock } = subject();
    const { jobId } = await queuedJob(subject);
    clock.advance(119_999);
    expect(await isDue(jobId)).toBe(false);
    clock.advance(1);
    expect(await isDue(jobId)).toBe(true);
  });

  test('a claimed job stays due as it was', async () => {
    const { jobs, clock } = subject();
    const waiting = await queuedJob(subject);
    clock.advance(60_000);
    const { job } = await claimAgain(subject, waiting.jobId);
    expect(await jobs.getJob(job.jobId)).toMatchObject({ status: 'RUNNING', dueAt: waiting.dueAt });
    clock.advance(60_000);
    expect(await isDue(job.jobId)).toBe(true);
  });

  test('heartbeats keep a job due after its lease, and move that by minutes at a time', async () => {
    const { jobs, clock } = subject();
    const { job, attempt } = await runningJob(subject);
    let { dueAt } = job;
    const moves = new Set([dueAt]);
    for (let beat = 0; beat < 60; beat++) {
      clock.advance(LEASE_MS / 3);
      const lease = { leaseDurationMs: LEASE_MS, ...(dueAt !== undefined && { dueAt }) };
      ({ dueAt } = expectOutcome(await jobs.extendLease(attempt, lease), 'held'));
      moves.add(dueAt);
      const leftMs = (dueAt ?? 0) - (clock.now() + LEASE_MS);
      expect(leftMs).toBeGreaterThanOrEqual(15_000);
      expect(leftMs).toBeLessThanOrEqual(15_000 + 5 * 60_000);
      expect((await jobs.getJob(job.jobId))?.dueAt).toBe(dueAt);
    }
    // Twenty minutes.
    expect(moves.size).toBe(1 + 4);
  });

  test('a heartbeat brings a job back that is due long after its lease', async () => {
    const { jobs, clock } = subject();
    const waiting = await queuedJob(subject);
    await jobs.postponeDue(waiting.jobId, waiting.version, 64 * 60_000);
    const { job, attempt } = await claimAgain(subject, waiting.jobId);
    const { dueAt = 0 } = job;
    expect(dueAt).toBe(clock.now() + 64 * 60_000);
    const moved = clock.now() + LEASE_MS + 15_000 + 5 * 60_000;
    expect(await jobs.extendLease(attempt, { leaseDurationMs: LEASE_MS, dueAt })).toMatchObject({ dueAt: moved });
    expect(await jobs.getJob(job.jobId)).toMatchObject({ dueAt: moved });
  });

  test('a job that its worker ended is never due', async () => {
    const { jobs, clock } = subject();
    const { attempt } = await runningJob(subject);
    await jobs.failAttempt(attempt, { code: 'boom', message: 'Boom' });
    clock.advance(24 * 60 * 60 * 1000);
    expect(await isDue(attempt.jobId)).toBe(false);
  });

  test('due jobs are spread over the shards and listed page by page, oldest first', async () => {
    const { jobs, clock } = subject();
    const created: string[] = [];
    for (let index = 0; index < 60; index++) {
      created.push((await queuedJob(subject)).jobId);
      clock.advance(1);
    }
    clock.advance(120_000);
    const due = (await listAllDue(subject, INDEX_SHARDS, 2)).filter((jobId) => created.includes(jobId));
    expect(due.toSorted()).toEqual(created.toSorted());
    const shards = await Promise.all(
      Array.from({ length: INDEX_SHARDS }, async (_, shard) => (await jobs.listDue({ shard, limit: 1000 })).jobIds),
    );
    const ours = shards.map((shard) => shard.filter((jobId) => created.includes(jobId)));
    expect(ours.filter((shard) => shard.length > 0).length).toBeGreaterThan(INDEX_SHARDS / 2);
    for (const shard of ours) {
      expect(shard).toEqual(created.filter((jobId) => shard.includes(jobId)));
    }
  });

  test('a postponed job is due later, and nothing else of it changes', async () => {
    const { jobs, clock } = subject();
    const job = await queuedJob(subject);
    clock.advance(120_000);
    expect(await jobs.postponeDue(job.jobId, job.version, 60_000)).toBe(true);
    expect(await jobs.getJob(job.jobId)).toEqual({ ...job, dueAt: clock.now() + 60_000 });
    expect(await isDue(job.jobId)).toBe(false);
    clock.advance(60_000);
    expect(await isDue(job.jobId)).toBe(true);
  });

  test('a job that has moved on is not postponed', async () => {
    const { jobs } = subject();
    const { job } = await runningJob(subject);
    const outcome = await expectUnchanged(subject, job.jobId, () => jobs.postponeDue(job.jobId, job.version - 1, 1000));
    expect(outcome).toBe(false);
  });

  test('a job with nothing left to do is not made due again', async () => {
    const { jobs } = subject();
    const { job, attempt } = await runningJob(subject);
    await jobs.succeedAttempt(attempt, { inline: 1 });
    const outcome = await expectUnchanged(subject, job.jobId, () => jobs.postponeDue(job.jobId, job.version + 1, 1000));
    expect(outcome).toBe(false);
  });

  test('a settled job is no longer due', async () => {
    const { jobs, clock } = subject();
    const { jobId, owner } = await queuedJob(subject);
    const cancel = expectOutcome(await jobs.requestCancel(jobId, owner), 'cancelled');
    clock.advance(60_000);
    expect(await isDue(jobId)).toBe(true);
    expect(await jobs.settle(jobId, cancel.job.version - 1)).toBe(false);
    expect(await jobs.settle(jobId, cancel.job.version)).toBe(true);
    expect(await isDue(jobId)).toBe(false);
    const { dueAt: _, ...rest } = cancel.job;
    expect(await jobs.getJob(jobId)).toEqual(rest);
  });

  test('a job that has not ended is not settled', async () => {
    const { jobs } = subject();
    const waiting = await queuedJob(subject);
    const { job: running } = await runningJob(subject);
    for (const { jobId, version } of [waiting, running]) {
      expect(await expectUnchanged(subject, jobId, () => jobs.settle(jobId, version))).toBe(false);
    }
  });
}

import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { INDEX_SHARDS } from '@jobs/shared-contracts';
import { heldLineOf } from '../../port/held-jobs.ts';
import type { JobRecord } from '../../port/job-record.ts';
import { QUEUED_AHEAD_MS } from '../../port/start-time.ts';
import { expectOutcome, expectStored, expectUnchanged, listAllDue, newClaim, queuedJob } from './subject.ts';
import type { JobTableSubject } from './subject.ts';

const HOUR_MS = 60 * 60 * 1000;
const FIRST = { round: 0 };

const newKey = () => `limited/${randomUUID()}`;
const lineOf = ({ limitKey = '', owner, lane }: JobRecord) => heldLineOf({ limitKey, owner, lane });

export function heldCases(subject: JobTableSubject): void {
  const heldJob = (limitKey = newKey(), more = {}) => queuedJob(subject, { limitKey, ...more });
  const linedUp = (job: JobRecord) => subject().jobs.listHeld(lineOf(job), 10);

  test('a limited job is SCHEDULED in its line, and due when somebody should have given it a slot', async () => {
    const { clock } = subject();
    const job = await heldJob();
    expect(job).toMatchObject({ status: 'SCHEDULED', version: 1, heldLine: lineOf(job), dueAt: clock.now() + 120_000 });
    await expectStored(subject, job);
    expect(await linedUp(job)).toEqual([job.jobId]);
    const claim = await expectUnchanged(subject, job.jobId, () => subject().jobs.claimJob(job.jobId, newClaim()));
    expect(claim.outcome).toBe('not-runnable');
  });

  test('a line has the jobs of one limit, lane and owner, the oldest first', async () => {
    const { clock } = subject();
    const key = newKey();
    const jobs: JobRecord[] = [];
    for (const more of [{}, { owner: 'other' }, { lane: 'high' as const }, {}, {}]) {
      jobs.push(await heldJob(key, more));
      clock.advance(1);
    }
    const [first, other, high, second, third] = jobs.map(({ jobId }) => jobId);
    const lines = await Promise.all(jobs.slice(0, 3).map(linedUp));
    expect(lines).toEqual([[first, second, third], [other], [high]]);
    expect(await subject().jobs.listHeld(lineOf(jobs[0] as JobRecord), 2)).toEqual([first, second]);
  });

  test('a job that got a slot is QUEUED, out of its line, and can be claimed', async () => {
    const { jobs, clock } = subject();
    const job = await heldJob();
    clock.advance(1000);
    const released = expectOutcome(await jobs.releaseHeld(job, FIRST), 'queued');
    const { heldLine: _heldLine, ...rest } = job;
    expect(released).toEqual({
      outcome: 'queued',
      previous: job,
      job: { ...rest, status: 'QUEUED', version: 2, updatedAt: clock.now(), dueAt: clock.now() + 120_000 },
    });
    await expectStored(subject, released.job);
    expect(await linedUp(job)).toEqual([]);
    expectOutcome(await jobs.claimJob(job.jobId, newClaim()), 'claimed');
  });

  test('of 20 who give it a slot at different times, one has it QUEUED', async () => {
    const { jobs, clock } = subject();
    const job = await heldJob();
    const outcomes = [];
    for (let count = 0; count < 20; count += 1) {
      clock.advance(1);
      outcomes.push(jobs.releaseHeld(job, FIRST));
    }
    const queued = (await Promise.all(outcomes)).filter(({ outcome }) => outcome === 'queued');
    expect(queued).toHaveLength(1);
    expect(await jobs.getJob(job.jobId)).toMatchObject({ status: 'QUEUED', version: 2 });
  });

  test('it starts no earlier than the start that it was given', async () => {
    const { jobs, clock } = subject();
    const job = await heldJob();
    const notBefore = clock.now() + 30_000;
    const released = expectOutcome(await jobs.releaseHeld(job, { ...FIRST, notBefore }), 'queued');
    expect(released.job).toMatchObject({ notBefore, dueAt: notBefore + 120_000 });
    const early = await jobs.claimJob(job.jobId, newClaim());
    expect(early).toMatchObject({ outcome: 'not-yet', remainingMs: 30_000 });
    clock.advance(30_000);
    expectOutcome(await jobs.claimJob(job.jobId, newClaim()), 'claimed');
  });

  test('a slot of another round, or for a job that does not wait, changes nothing', async () => {
    const { jobs } = subject();
    const [held, cancelled, unlimited] = [await heldJob(), await heldJob(), await queuedJob(subject)];
    await jobs.requestCancel(cancelled.jobId, cancelled.owner);
    const tries = [
      [held, { round: 1 }],
      [cancelled, FIRST],
      [unlimited, FIRST],
    ] as const;
    for (const [job, slot] of tries) {
      const outcome = await expectUnchanged(subject, job.jobId, () => jobs.releaseHeld(job, slot));
      expect(outcome).toMatchObject({ outcome: 'not-held', job: { jobId: job.jobId } });
    }
  });

  test('a job that is cancelled leaves its line', async () => {
    const { jobs } = subject();
    const job = await heldJob();
    const cancelled = expectOutcome(await jobs.requestCancel(job.jobId, job.owner), 'cancelled');
    expect(cancelled.job).not.toHaveProperty('heldLine');
    await expectStored(subject, cancelled.job);
    expect(await linedUp(job)).toEqual([]);
  });

  test('a limited job for later stands in line once its time is near', async () => {
    const { jobs, clock } = subject();
    const job = await heldJob(newKey(), { runAt: clock.now() + HOUR_MS });
    expect(job).not.toHaveProperty('heldLine');
    clock.advance(HOUR_MS - QUEUED_AHEAD_MS);
    const written = await jobs.queueScheduled(job);
    expect(written?.job).toMatchObject({ status: 'SCHEDULED', version: 2, heldLine: lineOf(job) });
    expect(await linedUp(job)).toEqual([job.jobId]);
    clock.advance(1);
    expect(await expectUnchanged(subject, job.jobId, () => jobs.queueScheduled(job))).toBeUndefined();
    const released = expectOutcome(await jobs.releaseHeld(job, FIRST), 'queued');
    expect(released.job.dueAt).toBe((job.runAt ?? 0) + 120_000);
  });

  test('a failed one that is retried stands in line anew, in another round', async () => {
    const { jobs, clock } = subject();
    const job = await heldJob();
    await jobs.releaseHeld(job, FIRST);
    const { job: running } = expectOutcome(await jobs.claimJob(job.jobId, newClaim()), 'claimed');
    await jobs.failAttempt(
      { jobId: job.jobId, attempt: 1, attempts: running.attempts },
      { code: 'boom', message: 'Boom' },
    );
    clock.advance(1);
    const retried = expectOutcome(await jobs.retryFailedJob(job.jobId, 3), 'queued');
    expect(retried).toMatchObject({
      previous: { status: 'FAILED' },
      job: { status: 'SCHEDULED', heldLine: lineOf(job), maxAttempts: 4, orderRound: 1 },
    });
    await expectStored(subject, retried.job);
    clock.advance(120_000);
    expect(await listAllDue(subject, INDEX_SHARDS)).toContain(job.jobId);
    expectOutcome(await jobs.releaseHeld(job, FIRST), 'not-held');
    expectOutcome(await jobs.releaseHeld(job, { round: 1 }), 'queued');
  });
}

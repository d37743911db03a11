import { expect, test } from '@jest/globals';
import { LIMITS } from '@jobs/shared-contracts';
import { newJob, newJobId } from '../new-job.ts';
import { expectStored, expectUnchanged, newClaim, queuedJob, type JobTableSubject } from './subject.ts';

const RETENTION_MS = LIMITS.jobRetentionDays * 24 * 60 * 60 * 1000;

export function createCases(subject: JobTableSubject): void {
  test('a created job waits, at version 1, before its first attempt', async () => {
    const { jobs, clock } = subject();
    const wanted = newJob({ traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' });
    const { outcome, job } = await jobs.createJob(wanted);
    expect(outcome).toBe('created');
    expect(job).toEqual({
      ...wanted,
      status: 'QUEUED',
      version: 1,
      attempt: 0,
      attempts: [],
      createdAt: clock.now(),
      updatedAt: clock.now(),
      dueAt: clock.now() + 120_000,
    });
    await expectStored(subject, job);
  });

  test.each([
    {
      kind: 'small input',
      input: { inline: { numbers: [1, 0.1, -2.5e-7, 12_345_678_901], text: 'ü€😀', none: null } },
    },
    { kind: 'input kept elsewhere', input: { key: 'jobs/x/input', sizeBytes: 4096 } },
    { kind: 'input that is one text', input: { inline: 'text' } },
  ])('a job comes back with its $kind and without tags', async ({ input }) => {
    const job = await queuedJob(subject, { input, tags: {} });
    expect(job).toMatchObject({ input, tags: {} });
    await expectStored(subject, job);
  });

  test('a second job of the same id changes nothing, and the first is returned', async () => {
    const { jobs, clock } = subject();
    const first = await queuedJob(subject);
    clock.advance(1);
    const second = await expectUnchanged(subject, first.jobId, () =>
      jobs.createJob(newJob({ jobId: first.jobId, requestHash: 'b'.repeat(64) })),
    );
    expect(second).toEqual({ outcome: 'exists', job: first });
  });

  test('a creation whose answer was lost is recognised when it is sent again', async () => {
    const { jobs } = subject();
    const wanted = newJob();
    const first = await jobs.createJob(wanted);
    expect(await jobs.createJob(wanted)).toEqual(first);
  });

  test('of 20 creations of one id with different requests, one creates the job', async () => {
    const { jobs } = subject();
    const jobId = newJobId();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => jobs.createJob(newJob({ jobId, requestHash: String(index) }))),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
    expect(new Set(outcomes.map(({ job }) => job.requestHash)).size).toBe(1);
  });

  test('a job that was never created is not there', async () => {
    const { jobs } = subject();
    const jobId = newJobId();
    expect(await jobs.getJob(jobId)).toBeUndefined();
    expect(await jobs.claimJob(jobId, newClaim())).toEqual({ outcome: 'not-found' });
    expect(await jobs.requestCancel(jobId, 'acme')).toEqual({ outcome: 'not-found' });
    expect(await jobs.retryFailedJob(jobId, 1)).toEqual({ outcome: 'not-found' });
    expect(await jobs.extendLease({ jobId, attempt: 1 }, { leaseDurationMs: 1000 })).toEqual({ outcome: 'lost' });
    expect(await jobs.succeedAttempt({ jobId, attempt: 1, attempts: [] }, { inline: null })).toEqual({
      outcome: 'stale',
    });
    expect(await jobs.postponeDue(jobId, 1, 1000)).toBe(false);
    expect(await jobs.settle(jobId, 1)).toBe(false);
  });

  test('a job is not seen after its retention time, though its item may still be there', async () => {
    const { jobs, clock } = subject();
    const { jobId } = await queuedJob(subject);
    clock.advance(RETENTION_MS - 2000);
    expect(await jobs.getJob(jobId)).toBeDefined();
    clock.advance(2001);
    expect(await jobs.getJob(jobId)).toBeUndefined();
    expect(await jobs.claimJob(jobId, newClaim())).toEqual({ outcome: 'not-found' });
    expect(await jobs.requestCancel(jobId, 'acme')).toEqual({ outcome: 'not-found' });
    expect(await jobs.retryFailedJob(jobId, 1)).toEqual({ outcome: 'not-found' });
    expect((await jobs.createJob(newJob({ jobId, requestHash: 'new' }))).outcome).toBe('created');
  });
}

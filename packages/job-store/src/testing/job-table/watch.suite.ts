import { expect, test } from '@jest/globals';
import { LIMITS } from '@jobs/shared-contracts';
import { jobEventOf, progressEventOf } from '../../port/job-event.ts';
import { newJobId } from '../new-job.ts';
import {
  claimAgain,
  expectOutcome,
  expectUnchanged,
  LEASE_MS,
  queuedJob,
  runningJob,
  type JobTableSubject,
} from './subject.ts';

export function watchCases(subject: JobTableSubject): void {
  const watch = async (jobId: string, owner = 'acme') => subject().jobs.watchJob(jobId, owner);

  test('watching a job marks it for longer than a connection lasts, and is no change that a client sees', async () => {
    const { jobs, clock } = subject();
    const job = await queuedJob(subject);
    clock.advance(5000);
    const watched = await watch(job.jobId);
    expect(watched).toEqual({ ...job, watchedUntil: expect.any(Number) });
    expect(watched?.watchedUntil).toBeGreaterThan(clock.now() + LIMITS.connectionSeconds * 1000);
    expect(await jobs.getJob(job.jobId)).toEqual(watched);
  });

  test('nobody watches another owner’s job, or one that is not there', async () => {
    const job = await queuedJob(subject);
    expect(await expectUnchanged(subject, job.jobId, () => watch(job.jobId, 'other'))).toBeUndefined();
    expect(await watch(newJobId())).toBeUndefined();
    expect(await subject().jobs.getJob(job.jobId)).not.toHaveProperty('watchedUntil');
  });

  test('what is written after the mark is an event for those who watch, and what was before is none', async () => {
    const job = await queuedJob(subject);
    expect(jobEventOf(job, '/jobs/test')).not.toHaveProperty('watched');
    await watch(job.jobId);
    const { job: running } = await claimAgain(subject, job.jobId);
    expect(jobEventOf(running, '/jobs/test')).toMatchObject({ type: 'job.running', watched: true });
  });

  test('a job that nobody has watched for long is not watched any more', async () => {
    const { clock } = subject();
    const job = await queuedJob(subject);
    await watch(job.jobId);
    clock.advance(LIMITS.connectionSeconds * 2000);
    const { job: running } = await claimAgain(subject, job.jobId);
    expect(jobEventOf(running, '/jobs/test')).not.toHaveProperty('watched');
  });

  test('a heartbeat with progress gives a watched job as it is then, for an event of its own', async () => {
    const { jobs } = subject();
    const { job, attempt } = await runningJob(subject, { webhook: { url: 'https://a.example/', events: ['running'] } });
    await watch(job.jobId);
    const heartbeat = { leaseDurationMs: LEASE_MS, progress: { percent: 40 } };
    const { watched } = expectOutcome(await jobs.extendLease(attempt, heartbeat), 'held');
    expect(watched).toEqual(await jobs.getJob(job.jobId));
    const event = watched && progressEventOf(watched, '/jobs/test');
    expect(event).toMatchObject({ id: `${job.jobId}.3`, type: 'job.progress', watched: true, data: { version: 3 } });
    // Webhooks are told of states.
    expect(event).not.toHaveProperty('webhook');
  });

  test('a heartbeat gives nothing without progress, or when nobody watches', async () => {
    const { jobs } = subject();
    const { job, attempt } = await runningJob(subject);
    const held = { outcome: 'held', cancelRequested: false, dueAt: expect.any(Number) };
    const progress = { percent: 40 };
    expect(await jobs.extendLease(attempt, { leaseDurationMs: LEASE_MS, progress })).toEqual(held);
    await watch(job.jobId);
    expect(await jobs.extendLease(attempt, { leaseDurationMs: LEASE_MS })).toEqual(held);
  });

  test('a job that nobody watches has no event of its progress', async () => {
    const { job } = await runningJob(subject);
    expect(progressEventOf(job, '/jobs/test')).toBeUndefined();
  });
}

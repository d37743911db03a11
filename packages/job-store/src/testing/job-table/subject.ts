import { expect } from '@jest/globals';
import type { ClaimedAttempt, JobRecord } from '../../port/job-record.ts';
import type { JobTable, NewJob } from '../../port/job-table.ts';
import { newJob } from '../new-job.ts';
import type { TestClock } from '../test-clock.ts';

/** The table under test, once it is running. */
export type JobTableSubject = () => { readonly jobs: JobTable; readonly clock: TestClock };

export const LEASE_MS = 60_000;

let claims = 0;
export const newClaim = () => ({ claimId: `claim-${++claims}`, leaseDurationMs: LEASE_MS });

/** A job that waits. */
export async function queuedJob(subject: JobTableSubject, overrides: Partial<NewJob> = {}): Promise<JobRecord> {
  return (await subject().jobs.createJob(newJob(overrides))).job;
}

/** A job that runs, and the attempt that holds it. */
export async function runningJob(
  subject: JobTableSubject,
  overrides: Partial<NewJob> = {},
): Promise<{ job: JobRecord; attempt: ClaimedAttempt }> {
  const { jobId } = await queuedJob(subject, overrides);
  return claimAgain(subject, jobId);
}

export async function claimAgain(subject: JobTableSubject, jobId: string) {
  const { job } = expectOutcome(await subject().jobs.claimJob(jobId, newClaim()), 'claimed');
  return { job, attempt: { jobId, attempt: job.attempt, attempts: job.attempts } };
}

/** The result, known to have this outcome. */
export function expectOutcome<Result extends { readonly outcome: string }, Outcome extends Result['outcome']>(
  result: Result,
  outcome: Outcome,
): Extract<Result, { readonly outcome: Outcome }> {
  expect(result).toMatchObject({ outcome });
  return result as Extract<Result, { readonly outcome: Outcome }>;
}

/** The outcome tells exactly what is stored now. */
export async function expectStored(subject: JobTableSubject, job: JobRecord): Promise<void> {
  expect(await subject().jobs.getJob(job.jobId)).toEqual(job);
}

/** Nothing was written: neither what clients see, nor a lease, nor when the job is due. */
export async function expectUnchanged<T>(
  subject: JobTableSubject,
  jobId: string,
  action: () => Promise<T>,
): Promise<T> {
  const before = await subject().jobs.getJob(jobId);
  const outcome = await action();
  expect(await subject().jobs.getJob(jobId)).toEqual(before);
  return outcome;
}

/** All jobs that are due now, over all shards and pages. */
export async function listAllDue(subject: JobTableSubject, shards: number, limit = 100): Promise<string[]> {
  const found: string[] = [];
  for (let shard = 0; shard < shards; shard++) {
    let cursor: string | undefined;
    do {
      const page = await subject().jobs.listDue({ shard, limit, ...(cursor !== undefined && { cursor }) });
      found.push(...page.jobIds);
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return found;
}

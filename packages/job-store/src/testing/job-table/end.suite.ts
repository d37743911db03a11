import { expect, test } from '@jest/globals';
import type { ClaimedAttempt } from '../../port/job-record.ts';
import type { EndOutcome, JobTable } from '../../port/job-table.ts';
import {
  claimAgain,
  expectOutcome,
  expectStored,
  expectUnchanged,
  LEASE_MS,
  runningJob,
  type JobTableSubject,
} from './subject.ts';

const failure = { code: 'bad-file', message: 'The file is not a CSV file' };

interface Ending {
  readonly name: string;
  readonly status: string;
  readonly end: (jobs: JobTable, attempt: ClaimedAttempt) => Promise<EndOutcome>;
  /** Ends the job for good. */
  readonly isFinal: boolean;
}

const endings: readonly Ending[] = [
  {
    name: 'success',
    status: 'SUCCEEDED',
    end: (jobs, attempt) => jobs.succeedAttempt(attempt, { inline: { rows: 3 } }),
    isFinal: true,
  },
  { name: 'failure', status: 'FAILED', end: (jobs, attempt) => jobs.failAttempt(attempt, failure), isFinal: true },
  {
    name: 'retry',
    status: 'QUEUED',
    end: (jobs, attempt) => jobs.retryAttempt(attempt, failure, 30_000),
    isFinal: false,
  },
  { name: 'release', status: 'QUEUED', end: (jobs, attempt) => jobs.releaseAttempt(attempt), isFinal: false },
];
const cancellation: Ending = {
  name: 'cancellation',
  status: 'CANCELLED',
  end: (jobs, attempt) => jobs.cancelAttempt(attempt),
  isFinal: true,
};

export function endCases(subject: JobTableSubject): void {
  test.each([...endings, cancellation])('a $name is written once, and gives up the lease', async (ending) => {
    const { jobs, clock } = subject();
    const { job: previous, attempt } = await runningJob(subject);
    clock.advance(1000);
    const outcome = expectOutcome(await ending.end(jobs, attempt), 'written');
    expect(outcome).toMatchObject({
      previous,
      job: { status: ending.status, version: previous.version + 1, attempt: 1, updatedAt: clock.now() },
    });
    expect(outcome.job.leaseExpiresAt).toBeUndefined();
    expect(outcome.job.claimId).toBeUndefined();
    expect(outcome.job.finishedAt).toBe(ending.isFinal ? clock.now() : undefined);
    expect(outcome.job.dueAt === undefined).toBe(ending.isFinal);
    await expectStored(subject, outcome.job);
  });

  test.each([...endings, cancellation])('a $name whose answer was lost is recognised', async (ending) => {
    const { jobs } = subject();
    const { attempt } = await runningJob(subject);
    const first = expectOutcome(await ending.end(jobs, attempt), 'written');
    const again = await expectUnchanged(subject, attempt.jobId, () => ending.end(jobs, attempt));
    expect(again).toMatchObject({
      outcome: 'written',
      job: first.job,
      previous: { status: 'RUNNING', version: 2, attempt: 1, maxAttempts: 3 },
    });
  });

  test.each(endings)('a $name after a request to cancel becomes CANCELLED', async (ending) => {
    const { jobs } = subject();
    const { job, attempt } = await runningJob(subject);
    await jobs.requestCancel(job.jobId, job.owner);
    const outcome = expectOutcome(await ending.end(jobs, attempt), 'cancelled');
    expect(outcome).toMatchObject({
      previous: { status: 'RUNNING', version: 3 },
      job: { status: 'CANCELLED', version: 4 },
    });
    expect(outcome.job.result).toBeUndefined();
    expect(outcome.job.dueAt).toBeUndefined();
    await expectStored(subject, outcome.job);
    const again = await expectUnchanged(subject, job.jobId, () => ending.end(jobs, attempt));
    expect(again).toMatchObject({ outcome: 'cancelled', job: outcome.job });
  });

  const takenOver = [...endings, cancellation].flatMap((ending) => [
    { ...ending, after: '', isCancelRequested: false },
    { ...ending, after: ', and is to be cancelled,', isCancelRequested: true },
  ]);
  test.each(takenOver)('the $name of an attempt that was taken over$after changes nothing', async (ending) => {
    const { jobs, clock } = subject();
    const { job, attempt } = await runningJob(subject);
    clock.advance(LEASE_MS);
    await claimAgain(subject, job.jobId);
    if (ending.isCancelRequested) await jobs.requestCancel(job.jobId, job.owner);
    const outcome = await expectUnchanged(subject, job.jobId, () => ending.end(jobs, attempt));
    expect(outcome).toEqual({ outcome: 'stale' });
  });

  test.each([...endings, cancellation])('a $name after another end of the attempt changes nothing', async (ending) => {
    const { jobs } = subject();
    const other = ending.name === 'success' ? endings[1] : endings[0];
    const { attempt } = await runningJob(subject);
    await other?.end(jobs, attempt);
    const outcome = await expectUnchanged(subject, attempt.jobId, () => ending.end(jobs, attempt));
    expect(outcome).toEqual({ outcome: 'stale' });
  });

  test('an end is the one of the attempt, not of whoever found its worker lost', async () => {
    const { jobs, clock } = subject();
    const { job, attempt } = await runningJob(subject, { maxAttempts: 1 });
    clock.advance(LEASE_MS);
    await jobs.claimJob(job.jobId, { claimId: 'another', leaseDurationMs: LEASE_MS });
    expect(await jobs.failAttempt(attempt, failure)).toEqual({ outcome: 'stale' });
    expect(await jobs.getJob(job.jobId)).toMatchObject({ error: { code: 'worker-lost' } });
  });

  test('an attempt whose lease has run out may still end while nobody has taken over', async () => {
    const { jobs, clock } = subject();
    const { attempt } = await runningJob(subject);
    clock.advance(2 * LEASE_MS);
    expect(await jobs.succeedAttempt(attempt, { inline: 1 })).toMatchObject({ outcome: 'written' });
  });

  test('of a success and 20 claims after the end of the lease, one wins', async () => {
    const { jobs, clock } = subject();
    const { job, attempt } = await runningJob(subject);
    clock.advance(LEASE_MS);
    const [success, ...claims] = await Promise.all([
      jobs.succeedAttempt(attempt, { inline: 1 }),
      ...Array.from({ length: 20 }, (_, index) =>
        jobs.claimJob(job.jobId, { claimId: `race-${job.jobId}-${index}`, leaseDurationMs: LEASE_MS }),
      ),
    ]);
    const winners =
      claims.filter(({ outcome }) => outcome === 'claimed').length + (success.outcome === 'written' ? 1 : 0);
    expect(winners).toBe(1);
  });

  test('a retry waits for its delay before it is overdue, and keeps why the attempt failed', async () => {
    const { jobs, clock } = subject();
    const { attempt } = await runningJob(subject);
    const outcome = await jobs.retryAttempt(attempt, failure, 30_000);
    expect(outcome).toMatchObject({
      job: { attempt: 1, maxAttempts: 3, error: { ...failure, attempt: 1 }, dueAt: clock.now() + 150_000 },
    });
  });

  test('a retry of the last attempt fails the job', async () => {
    const { jobs } = subject();
    const { attempt } = await runningJob(subject, { maxAttempts: 1 });
    const outcome = await jobs.retryAttempt(attempt, failure, 0);
    expect(outcome).toMatchObject({ outcome: 'written', job: { status: 'FAILED', error: { ...failure, attempt: 1 } } });
  });

  test('a release burns no attempt, even of the last one, and keeps the fencing token', async () => {
    const { jobs } = subject();
    const { job, attempt } = await runningJob(subject, { maxAttempts: 1 });
    expect(await jobs.releaseAttempt(attempt)).toMatchObject({ job: { attempt: 1, maxAttempts: 2 } });
    const next = await claimAgain(subject, job.jobId);
    expect(next.attempt.attempt).toBe(2);
    expect(await jobs.failAttempt(next.attempt, failure)).toMatchObject({ job: { status: 'FAILED' } });
  });

  test('a large result is kept as a reference', async () => {
    const { jobs } = subject();
    const { attempt } = await runningJob(subject);
    const result = { key: `jobs/${attempt.jobId}/attempts/1/result`, sizeBytes: 1_000_000 };
    expect(await jobs.succeedAttempt(attempt, result)).toMatchObject({ job: { result } });
    expect(await jobs.getJob(attempt.jobId)).toMatchObject({ result });
  });
}

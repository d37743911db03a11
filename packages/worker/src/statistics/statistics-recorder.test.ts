import { describe, expect, test } from '@jest/globals';
import { bucketOf, type EndOutcome, type MinuteCounts } from '@jobs/job-store';
import { pino } from 'pino';
import { FakeClock } from '../testing/fake-clock.ts';
import { fakeJobTable, jobRecord } from '../testing/fakes.ts';
import { countAttempts } from './count-attempts.ts';
import { createStatisticsRecorder } from './statistics-recorder.ts';

const MINUTE = 60_000;

function setUp(add: (counts: MinuteCounts) => Promise<void> = async () => {}) {
  const clock = new FakeClock();
  const written: MinuteCounts[] = [];
  const lines: string[] = [];
  const recorder = createStatisticsRecorder({
    statistics: {
      add: async (jobType, counts) => {
        expect(jobType).toBe('csv-etl');
        written.push(counts);
        await add(counts);
      },
    },
    jobType: 'csv-etl',
    intervalMs: MINUTE,
    clock,
    log: pino({ level: 'warn' }, { write: (line) => void lines.push(line) }),
  });
  recorder.start();
  return { clock, written, lines, recorder };
}

const away = () => Promise.reject(new Error('away'));

describe('the statistics of a worker', () => {
  test('are added once a minute, by the minute that they happened in', async () => {
    const { clock, written, recorder } = setUp();
    const begin = clock.now() - (clock.now() % MINUTE);
    recorder.waited(100);
    recorder.waited(100);
    recorder.waited(undefined);
    recorder.ended('SUCCEEDED');
    recorder.ended('QUEUED');
    await clock.advance(MINUTE - 1);
    expect(written).toEqual([]);
    recorder.ended('FAILED');
    recorder.ended('CANCELLED');
    await clock.advance(1);
    expect(written).toEqual([
      { startedAt: begin, succeeded: 1, failed: 0, cancelled: 0, waits: new Map([[bucketOf(100), 2]]) },
      { startedAt: begin + MINUTE, succeeded: 0, failed: 1, cancelled: 1, waits: new Map() },
    ]);
  });

  test('cost nothing while nothing happens', async () => {
    const { clock, written } = setUp();
    await clock.advance(10 * MINUTE);
    expect(written).toEqual([]);
  });

  test('that are left are added when the worker ends, and nothing is after that', async () => {
    const { clock, written, recorder } = setUp();
    recorder.ended('SUCCEEDED');
    await recorder.close();
    expect(written).toMatchObject([{ succeeded: 1 }]);
    expect(clock.pendingTimers).toBe(0);
  });

  test('that cannot be added are lost, with a line a minute at most, and the next ones are added', async () => {
    let isAway = true;
    const { clock, written, lines, recorder } = setUp(() => (isAway ? away() : Promise.resolve()));
    const quick = createStatisticsRecorder({
      statistics: { add: away },
      jobType: 'csv-etl',
      intervalMs: 1000,
      clock,
      log: pino({}, { write: (line) => void lines.push(line) }),
    });
    quick.start();
    for (let second = 0; second < 59; second++) {
      quick.ended('SUCCEEDED');
      await clock.advance(1000);
    }
    expect(lines).toHaveLength(1);
    recorder.ended('SUCCEEDED');
    await clock.advance(MINUTE);
    isAway = false;
    recorder.ended('FAILED');
    await clock.advance(MINUTE);
    expect(written).toMatchObject([{ succeeded: 1 }, { succeeded: 0, failed: 1 }]);
  });

  test('do not keep a worker from ending when the table never answers', async () => {
    const { clock, recorder } = setUp(() => new Promise(() => {}));
    recorder.ended('SUCCEEDED');
    const closed = recorder.close();
    await clock.advance(2000);
    await expect(closed).resolves.toBeUndefined();
  });
});

describe('counting at the jobs table', () => {
  const claimedJob = {
    previous: jobRecord({ status: 'QUEUED', attempt: 0, updatedAt: 1000 }),
    job: jobRecord({ updatedAt: 1500 }),
  };
  const endedAs = (status: 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'QUEUED'): EndOutcome => ({
    outcome: 'written',
    previous: claimedJob.job,
    job: jobRecord({ status }),
  });

  test('sees every wait and every end once, and none of a stale worker', async () => {
    const { written, recorder } = setUp();
    const jobs = countAttempts(
      fakeJobTable({
        claimJob: async () => ({ outcome: 'claimed', ...claimedJob }),
        succeedAttempt: async () => endedAs('SUCCEEDED'),
        failAttempt: async () => endedAs('FAILED'),
        // The last one that was allowed.
        retryAttempt: async () => endedAs('FAILED'),
        cancelAttempt: async () => endedAs('CANCELLED'),
        releaseAttempt: async () => ({ outcome: 'stale' }),
      }),
      recorder,
    );
    const { job } = claimedJob;
    const error = { code: 'boom', message: 'Boom' };
    await jobs.claimJob(job.jobId, { claimId: 'c', leaseDurationMs: 1000 });
    await jobs.succeedAttempt(job, { inline: 1 });
    await jobs.failAttempt(job, error);
    await jobs.retryAttempt(job, error, 0);
    await jobs.cancelAttempt(job);
    await jobs.releaseAttempt(job);
    await recorder.close();
    expect(written).toMatchObject([{ succeeded: 1, failed: 2, cancelled: 1, waits: new Map([[bucketOf(500), 1]]) }]);
  });

  test('sees the jobs that it ends because their last worker was lost, and hands on what fails', async () => {
    const { written, recorder } = setUp();
    const lost = { previous: claimedJob.job, job: jobRecord({ status: 'FAILED' }) };
    const jobs = countAttempts(fakeJobTable({ claimJob: async () => ({ outcome: 'exhausted', ...lost }) }), recorder);
    await jobs.claimJob(lost.job.jobId, { claimId: 'c', leaseDurationMs: 1000 });
    await expect(jobs.succeedAttempt(lost.job, { inline: 1 })).rejects.toThrow('was not expected');
    await recorder.close();
    expect(written).toMatchObject([{ succeeded: 0, failed: 1 }]);
  });
});

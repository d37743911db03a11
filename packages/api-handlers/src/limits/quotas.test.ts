import { describe, expect, test } from '@jest/globals';
import { TooManyActiveJobsError, TooManySubmissionsError } from '../errors.ts';
import { problemResponse } from '../http/problem-response.ts';
import { createLimitsBench, type LimitsBench } from '../testing/limits-bench.ts';

const MINUTE_MS = 60_000;

/** Jobs that were taken, and the error of the first that was not. */
async function submitMany(bench: LimitsBench, count: number, owner = 'acme') {
  const taken: string[] = [];
  for (let index = 0; index < count; index += 1) {
    try {
      taken.push((await bench.submit(owner)).job.jobId);
    } catch (error) {
      return { taken, error };
    }
  }
  return { taken, error: undefined };
}
const endOne = async (bench: LimitsBench) => {
  const [job] = bench.atWork();
  const running = job && (await bench.begin(job));
  if (running) await bench.end(running);
};

describe('the quota of active jobs', () => {
  test.each([1, 5, 41, 100])(
    'an owner may have %i jobs that have not ended, and not one more',
    async (maxActiveJobs) => {
      const bench = createLimitsBench({ quotas: { maxActiveJobs } });
      const { taken, error } = await submitMany(bench, maxActiveJobs + 1);
      expect(taken).toHaveLength(maxActiveJobs);
      expect(error).toBeInstanceOf(TooManyActiveJobsError);
      expect(bench.jobs()).toHaveLength(maxActiveJobs);
      expect((await submitMany(bench, 1, 'other')).taken).toHaveLength(1);
    },
  );

  test('the end of a job makes room for one more, however often it is told', async () => {
    const bench = createLimitsBench({ quotas: { maxActiveJobs: 2 } });
    await submitMany(bench, 2);
    await endOne(bench);
    for (const event of bench.takeEvents()) await Promise.all([bench.settle(event), bench.settle(event)]);
    expect((await submitMany(bench, 2)).taken).toHaveLength(1);
  });

  test('an end that nobody told of makes room within the hour', async () => {
    const bench = createLimitsBench({ quotas: { maxActiveJobs: 1 } });
    await submitMany(bench, 1);
    await endOne(bench);
    bench.takeEvents();
    expect((await submitMany(bench, 1)).taken).toEqual([]);
    bench.advance(2 * MINUTE_MS);
    await bench.reconcile();
    expect((await submitMany(bench, 1)).taken).toHaveLength(1);
  });

  test('a submission that died before its job was stored is not counted for ever', async () => {
    let dies = false;
    const bench = createLimitsBench({
      quotas: { maxActiveJobs: 1 },
      before: (call) => {
        if (dies && (call === 'jobs.createJob' || call === 'limits.returnSlot')) throw new Error('It died');
      },
    });
    dies = true;
    await submitMany(bench, 1);
    dies = false;
    expect((await submitMany(bench, 1)).taken).toEqual([]);
    bench.advance(2 * MINUTE_MS);
    await bench.reconcile();
    // It may have been about to store it: only the next look is certain.
    expect((await submitMany(bench, 1)).taken).toEqual([]);
    bench.advance(2 * MINUTE_MS);
    await bench.reconcile();
    expect((await submitMany(bench, 1)).taken).toHaveLength(1);
  });

  test('what is submitted again, or comes to a job that is there, is counted once', async () => {
    const bench = createLimitsBench({ quotas: { maxActiveJobs: 2 } });
    const again = { idempotencyKey: 'k' };
    const replays = await Promise.all([bench.submit('acme', again), bench.submit('acme', again)]);
    expect(new Set(replays.map(({ job }) => job.jobId)).size).toBe(1);
    await bench.submit('acme', again);
    const first = await bench.submit('acme', { uniqueKey: 'u' });
    await endOne(bench);
    await bench.settleAll();
    expect(await bench.submit('acme', { uniqueKey: 'u' })).toMatchObject({
      reused: true,
      job: { jobId: first.job.jobId },
    });
    expect((await submitMany(bench, 2)).taken).toHaveLength(1);
  });

  test('a request that is refused for something else is not counted', async () => {
    const bench = createLimitsBench({ quotas: { maxActiveJobs: 2 } });
    await bench.submit('acme', { uniqueKey: 'u' });
    await expect(bench.submit('acme', { uniqueKey: 'u', onConflict: 'reject' })).rejects.toThrow('u');
    expect((await submitMany(bench, 2)).taken).toHaveLength(1);
  });
});

describe('the quota of submissions', () => {
  test('a minute’s worth is taken at once, then one by one, each when it was said', async () => {
    const bench = createLimitsBench({ quotas: { submissionsPerMinute: 6 } });
    const { taken, error } = await submitMany(bench, 7);
    expect(taken).toHaveLength(6);
    expect(bench.jobs()).toHaveLength(6);
    const response = problemResponse(error, { path: '/v1/jobs', traceId: 't' });
    expect(response).toMatchObject({ statusCode: 429, code: 'too-many-submissions', headers: { 'retry-after': '10' } });
    bench.advance(9999);
    expect((await submitMany(bench, 1)).error).toBeInstanceOf(TooManySubmissionsError);
    bench.advance(1);
    expect((await submitMany(bench, 2)).taken).toHaveLength(1);
    expect((await submitMany(bench, 7, 'other')).taken).toHaveLength(6);
  });

  test('does not count what is answered with the job that is there already', async () => {
    const bench = createLimitsBench({ quotas: { submissionsPerMinute: 1 } });
    await bench.submit('acme', { idempotencyKey: 'k' });
    expect(await bench.submit('acme', { idempotencyKey: 'k' })).toMatchObject({ replayed: true });
  });

  test('tells when to come again with too many active jobs, too', async () => {
    const bench = createLimitsBench({ quotas: { maxActiveJobs: 1 } });
    const { error } = await submitMany(bench, 2);
    const response = problemResponse(error, { path: '/v1/jobs', traceId: 't' });
    expect(response).toMatchObject({ statusCode: 429, code: 'too-many-active-jobs', headers: { 'retry-after': '10' } });
  });
});

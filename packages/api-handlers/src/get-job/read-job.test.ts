import { describe, expect, test } from '@jest/globals';
import type { JobRecord } from '@jobs/job-store';
import { fakeJob } from '../testing/fake-job.ts';
import { readJob, type ReadJobQuery } from './read-job.ts';

/** A table whose job becomes something else at given times, and a clock that only sleeping moves. */
function start(states: readonly { readonly at: number; readonly job: JobRecord | undefined }[]) {
  let clock = 0;
  const looks: number[] = [];
  const getJob = async () => {
    looks.push(clock);
    return states.findLast(({ at }) => at <= clock)?.job;
  };
  const sleep = async (ms: number) => {
    clock += ms;
  };
  const read = (query: Partial<ReadJobQuery> = {}) =>
    readJob(
      { jobs: { getJob }, now: () => clock, sleep },
      { jobId: fakeJob().jobId, owner: 'acme', waitMs: 0, ...query },
    );
  return { read, looks, elapsedMs: () => clock };
}

const queued = fakeJob();
const running = fakeJob({ status: 'RUNNING', version: 2 });
const succeeded = fakeJob({ status: 'SUCCEEDED', version: 3 });

describe('reading a job', () => {
  test('answers at once when nobody wants to wait', async () => {
    const { read, looks } = start([{ at: 0, job: queued }]);
    await expect(read()).resolves.toBe(queued);
    expect(looks).toEqual([0]);
  });

  test.each([
    ['no job', undefined],
    ['another owner’s job', fakeJob({ owner: 'other' })],
  ])('finds nothing where there is %s', async (_, job) => {
    await expect(start([{ at: 0, job }]).read({ waitMs: 5000 })).rejects.toMatchObject({ code: 'job-not-found' });
  });

  test('waits until the job changes, and answers within a second of it', async () => {
    const { read, elapsedMs } = start([
      { at: 0, job: queued },
      { at: 7000, job: running },
    ]);
    await expect(read({ waitMs: 20_000 })).resolves.toBe(running);
    expect(elapsedMs()).toBeGreaterThanOrEqual(7000);
    expect(elapsedMs()).toBeLessThan(8000);
  });

  test('waits no longer than asked, and looks once more at the end', async () => {
    const { read, elapsedMs, looks } = start([{ at: 0, job: queued }]);
    await expect(read({ waitMs: 10_000 })).resolves.toBe(queued);
    expect(elapsedMs()).toBe(10_000);
    expect(looks.at(-1)).toBe(10_000);
    expect(looks.length).toBeLessThan(20);
  });

  test('does not wait for a job that has ended', async () => {
    const { read, elapsedMs } = start([{ at: 0, job: succeeded }]);
    await expect(read({ waitMs: 10_000, isKnown: () => true })).resolves.toBe(succeeded);
    expect(elapsedMs()).toBe(0);
  });

  test('does not wait when the caller knows an older state', async () => {
    const { read, elapsedMs } = start([{ at: 0, job: running }]);
    await expect(read({ waitMs: 10_000, isKnown: ({ version }) => version === 1 })).resolves.toBe(running);
    expect(elapsedMs()).toBe(0);
  });

  test('a job that is gone while somebody waits is not found', async () => {
    const { read } = start([
      { at: 0, job: queued },
      { at: 1000, job: undefined },
    ]);
    await expect(read({ waitMs: 10_000 })).rejects.toMatchObject({ code: 'job-not-found' });
  });
});

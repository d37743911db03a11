import { describe, expect, test } from '@jest/globals';
import type { JobRecord } from '../../port/job-record.ts';
import { newJob } from '../../testing/new-job.ts';
import { fillPage, MOST_LOOKED_AT } from './fill-page.ts';
import { mergeShards } from './merge-shards.ts';

const SHARDS = 16;
const idOf = (n: number) => `job_${n.toString(16).padStart(32, '0')}`;
const timeOf = (jobId: string) => Number.parseInt(jobId.slice(-8), 16);

/** A list of so many jobs, and how many of them were read. */
function jobsInShards(count: number) {
  let read = 0;
  const newest = Array.from({ length: count }, (_, n) => ({ time: n, jobId: idOf(n) })).toReversed();
  const places = (after?: { time: number; jobId: string }) =>
    mergeShards<number>(SHARDS, after, async (shard, start = 0) => {
      const stored = newest.filter(({ time }) => time % SHARDS === shard && (!after || time <= after.time));
      return { positions: stored.slice(start, start + 30), ...(start + 30 < stored.length && { nextKey: start + 30 }) };
    });
  const getJobs = async (jobIds: readonly string[]) => {
    read += jobIds.length;
    return new Map(
      jobIds.map((jobId): [string, JobRecord] => {
        const times = { createdAt: timeOf(jobId), updatedAt: timeOf(jobId) };
        return [jobId, { ...newJob({ jobId }), ...times, status: 'QUEUED', version: 1, attempt: 0, attempts: [] }];
      }),
    );
  };
  return { places, getJobs, read: () => read };
}

const isEven = ({ createdAt }: JobRecord) => createdAt % 2 === 0;

describe('a page of a list', () => {
  test('looks at a bounded number of jobs, and tells where to go on', async () => {
    const { places, getJobs, read } = jobsInShards(1200);
    const request = { limit: 10, isFiltered: true, getJobs, isListed: ({ createdAt }: JobRecord) => createdAt < 3 };
    const first = await fillPage(places(), request);
    expect(first).toEqual({ jobs: [], next: { time: 1200 - MOST_LOOKED_AT, jobId: idOf(1200 - MOST_LOOKED_AT) } });
    expect(read()).toBe(MOST_LOOKED_AT);
    const second = await fillPage(places(first.next), request);
    const third = await fillPage(places(second.next), request);
    expect(third.jobs.map(({ createdAt }) => createdAt)).toEqual([2, 1, 0]);
    expect(third.next).toBeUndefined();
  });

  test('reads no more jobs than it answers when nothing is filtered', async () => {
    const { places, getJobs, read } = jobsInShards(100);
    const page = await fillPage(places(), { limit: 20, isFiltered: false, getJobs, isListed: () => true });
    expect(page.jobs).toHaveLength(20);
    expect(page.next).toEqual({ time: 80, jobId: idOf(80) });
    expect(read()).toBe(20);
  });

  test('that is full goes on behind its last job, also within what was read', async () => {
    const { places, getJobs } = jobsInShards(100);
    const { jobs, next } = await fillPage(places(), { limit: 5, isFiltered: true, getJobs, isListed: isEven });
    expect(jobs.map(({ createdAt }) => createdAt)).toEqual([98, 96, 94, 92, 90]);
    expect(next).toEqual({ time: 90, jobId: idOf(90) });
  });

  test('makes up for jobs that are gone, and says that the list ends when it does', async () => {
    const { places, getJobs } = jobsInShards(6);
    const withoutNewest = async (ids: readonly string[]) => {
      const found = new Map(await getJobs(ids));
      found.delete(idOf(5));
      return found;
    };
    const page = await fillPage(places(), {
      limit: 5,
      isFiltered: false,
      getJobs: withoutNewest,
      isListed: () => true,
    });
    expect(page.jobs.map(({ createdAt }) => createdAt)).toEqual([4, 3, 2, 1, 0]);
    expect(page.next).toBeUndefined();
  });
});

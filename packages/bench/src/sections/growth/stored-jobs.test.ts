import { expect, test } from '@jest/globals';
import { INDEX_SHARDS } from '@jobs/shared-contracts';
import { jobIdOf, storedJobs } from './stored-jobs.ts';

const JOBS = { owner: 'acme', type: 'text-analyze', firstNumber: 7, now: 1_793_491_200_000 } as const;

test('jobs that have ended are in no list of what is due, and those that wait are', () => {
  const ended = [...storedJobs({ ...JOBS, count: 3, status: 'SUCCEEDED' })];
  const waiting = [...storedJobs({ ...JOBS, count: 3, status: 'QUEUED' })];
  expect(ended.some(({ dueShard, dueAt }) => dueShard ?? dueAt)).toBe(false);
  expect(waiting.every(({ dueShard, dueAt }) => dueShard && dueAt)).toBe(true);
  expect(ended.map(({ jobId }) => jobId?.S)).toEqual([jobIdOf(7), jobIdOf(8), jobIdOf(9)]);
});

test('they are spread over all shards of their owner', () => {
  const shards = new Set(
    [...storedJobs({ ...JOBS, count: 500, status: 'QUEUED' })].map((item) => item['ownerShard']?.S),
  );
  expect(shards.size).toBe(INDEX_SHARDS);
});

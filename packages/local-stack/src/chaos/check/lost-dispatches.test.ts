import { expect, test } from '@jest/globals';
import { lostDispatches } from './lost-dispatches.ts';

const JOB = 'job_0003';
const stored = (jobId: string) => ({
  jobId,
  version: 1,
  writer: 'function-submit-job',
  at: 1000,
  status: 'QUEUED' as const,
  attempt: 0,
});

test('a job whose first message came only when it was due was dispatched by the reconciler', () => {
  const firstSent = new Map([
    ['job_0001', 1100],
    [JOB, 124_000],
  ]);
  expect(lostDispatches(['job_0001', JOB, 'never'].map(stored), firstSent, [])).toEqual([{ waitedMs: 3000, runs: 0 }]);
});

test('it took the runs that read its shard from when it was due until it was sent', () => {
  const reads = [
    { shard: 'due#3', at: 120_999 },
    { shard: 'due#3', at: 122_000 },
    { shard: 'due#4', at: 122_001 },
    { shard: 'due#3', at: 123_990 },
    { shard: 'due#3', at: 125_000 },
  ];
  expect(lostDispatches([stored(JOB)], new Map([[JOB, 124_000]]), reads)).toEqual([{ waitedMs: 3000, runs: 2 }]);
});

import { describe, expect, test } from '@jest/globals';
import { INDEX_SHARDS } from '@jobs/shared-contracts';
import { captureLog } from '../testing/captured-log.ts';
import { fakeJob } from '../testing/fake-job.ts';
import { reconcileJobs } from './reconcile-jobs.ts';

/** A table with so many due jobs in each shard, in which looking at a batch takes a second. */
function start(jobsPerShard: number) {
  let clock = 1_000_000;
  const looked: number[] = [];
  const outcome = (budget: { readonly maxJobs: number; readonly maxDurationMs: number }) =>
    reconcileJobs(
      {
        jobs: {
          listDue: async ({ shard, limit, cursor = '0' }) => {
            looked.push(shard);
            clock += 1000;
            const end = Math.min(Number(cursor) + limit, jobsPerShard);
            const jobIds = Array.from({ length: end - Number(cursor) }, (_, i) => `${shard}.${Number(cursor) + i}`);
            return { jobIds, ...(end < jobsPerShard && { cursor: String(end) }) };
          },
          getJob: async (jobId) => fakeJob({ jobId, dueAt: 0 }),
          getCancellation: async () => undefined,
          queueScheduled: async () => undefined,
          startWaiting: async () => undefined,
          cancelWaiting: async () => undefined,
          markAwaited: async () => false,
          postponeDue: async () => true,
          settle: async () => true,
        },
        followers: { addFollower: async () => {} },
        queues: { sendMessages: async () => {} },
        events: { publish: async () => {} },
        eventSource: '/jobs/test',
        now: () => clock,
        log: captureLog().logger,
      },
      budget,
    );
  return { outcome, looked };
}

describe('a run of the reconciler', () => {
  test('goes on until nothing is due', async () => {
    await expect(start(60).outcome({ maxJobs: 10_000, maxDurationMs: 600_000 })).resolves.toMatchObject({
      dispatch: 60 * INDEX_SHARDS,
      more: false,
    });
  });

  test('ends after as many jobs as it may look at', async () => {
    await expect(start(60).outcome({ maxJobs: 130, maxDurationMs: 600_000 })).resolves.toMatchObject({
      dispatch: 130,
      more: true,
    });
  });

  test('ends when its time is up', async () => {
    const { outcome, looked } = start(1000);
    await expect(outcome({ maxJobs: 1e6, maxDurationMs: 20_000 })).resolves.toMatchObject({ more: true });
    expect(looked).toHaveLength(20);
  });

  test('takes a batch of every shard before a second of any', async () => {
    const { outcome, looked } = start(1000);
    await outcome({ maxJobs: 1e6, maxDurationMs: 20_000 });
    expect(new Set(looked.slice(0, INDEX_SHARDS)).size).toBe(INDEX_SHARDS);
  });
});

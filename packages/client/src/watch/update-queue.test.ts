import { describe, expect, test } from '@jest/globals';
import type { JobSummary } from '@jobs/shared-contracts';
import { fakeJob } from '../testing/fake-job.ts';
import { createUpdateQueue } from './update-queue.ts';

const running = (version: number, fields: Partial<JobSummary> = {}) =>
  fakeJob({ status: 'RUNNING', attempt: 1, version, ...fields });

async function take(queue: ReturnType<typeof createUpdateQueue>, count: number) {
  const versions: number[] = [];
  while (versions.length < count) versions.push((await queue.next()).version);
  return versions;
}

describe('the updates of a job', () => {
  test('are read in the order of their versions, whatever comes twice, late or out of order', async () => {
    const queue = createUpdateQueue();
    const queued = fakeJob({ version: 2 });
    for (const job of [fakeJob(), queued, queued, fakeJob(), running(5), running(4), fakeJob({ version: 6 })]) {
      queue.add(job);
    }
    expect(await take(queue, 3)).toEqual([2, 5, 6]);
  });

  test('lose progress that nobody read, and no change of status, attempt or cancellation', async () => {
    const queue = createUpdateQueue();
    for (let version = 2; version <= 100; version += 1) queue.add(running(version));
    queue.add(running(101, { attempt: 2 }));
    queue.add(running(102, { attempt: 2, cancelRequestedAt: '2026-11-21T00:00:00.000Z' }));
    queue.add(fakeJob({ status: 'CANCELLED', version: 103 }));
    expect(await take(queue, 4)).toEqual([100, 101, 102, 103]);
  });

  test('are handed to a reader who waits for them', async () => {
    const queue = createUpdateQueue();
    const reading = queue.next();
    queue.add(running(7));
    expect((await reading).version).toBe(7);
  });

  test('end with the first failure', async () => {
    const queue = createUpdateQueue();
    const reading = queue.next();
    queue.fail(new Error('first'));
    queue.fail(new Error('second'));
    await expect(reading).rejects.toThrow('first');
    await expect(queue.next()).rejects.toThrow('first');
  });
});

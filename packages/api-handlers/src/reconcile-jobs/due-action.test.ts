import { describe, expect, test } from '@jest/globals';
import { JOB_STATUSES } from '@jobs/shared-contracts';
import { fakeJob } from '../testing/fake-job.ts';
import { dueActionOf, nextLookMs } from './due-action.ts';

const MINUTE = 60_000;

describe('what a due job needs', () => {
  test('depends on its state', () => {
    const actions = JOB_STATUSES.map((status) => [
      status,
      dueActionOf(fakeJob({ status, dueAt: 1000, leaseExpiresAt: 1000 }), 1000),
    ]);
    expect(Object.fromEntries(actions)).toEqual({
      SCHEDULED: 'queue',
      QUEUED: 'dispatch',
      RUNNING: 'reclaim',
      SUCCEEDED: 'settle',
      FAILED: 'settle',
      CANCELLED: 'settle',
    });
  });

  test('is nothing once it has moved on', () => {
    const { dueAt: _, ...settled } = fakeJob({ status: 'CANCELLED' });
    expect(dueActionOf(settled, 1e9)).toBeUndefined();
    expect(dueActionOf(fakeJob({ dueAt: 1001 }), 1000)).toBeUndefined();
  });

  test('is another look later, while it runs under a lease', () => {
    const job = fakeJob({ status: 'RUNNING', dueAt: 1000, leaseExpiresAt: 31_000 });
    expect(dueActionOf(job, 1000)).toBe('defer');
    expect(nextLookMs(job, 1000)).toBe(30_000 + 15_000);
  });
});

describe('when to look again', () => {
  test('doubles with the time that the job has waited, from 2 to 64 minutes', () => {
    let now = 0;
    const looks: number[] = [];
    while (looks.length < 9) {
      const next = nextLookMs(fakeJob({ updatedAt: 0 }), now);
      looks.push(next / MINUTE);
      now += next;
    }
    expect(looks).toEqual([2, 2, 4, 8, 16, 32, 64, 64, 64]);
  });

  test('counts from the end of the lease for a job that lost its worker, however old it is', () => {
    const job = fakeJob({ status: 'RUNNING', createdAt: 0, updatedAt: 0, leaseExpiresAt: 1000 * MINUTE });
    expect(nextLookMs(job, 1000 * MINUTE + 15_000)).toBe(2 * MINUTE);
  });
});

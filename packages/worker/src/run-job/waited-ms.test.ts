import { describe, expect, test } from '@jest/globals';
import type { JobRecord } from '@jobs/job-store';
import { jobRecord } from '../testing/fakes.ts';
import { waitedMs } from './waited-ms.ts';

const error = { code: 'c', message: 'm', attempt: 1 };

/** Claimed at 90 s, from the state that it was in. */
const waited = (previous: Partial<JobRecord>) =>
  waitedMs({
    previous: jobRecord({ status: 'QUEUED', ...previous }),
    job: jobRecord({ status: 'RUNNING', updatedAt: 90_000 }),
  });

describe('how long a job waited for its attempt', () => {
  test('counts from the submit to the claim of the first attempt', () => {
    expect(waited({ attempt: 0, createdAt: 2000, updatedAt: 2000 })).toBe(88_000);
  });

  test('counts from its time, if it was not to start before', () => {
    expect(waited({ attempt: 0, createdAt: 2000, updatedAt: 2000, runAt: 85_000 })).toBe(5000);
    expect(waited({ attempt: 1, updatedAt: 86_000, runAt: 85_000 })).toBe(4000);
  });

  test('counts from its release, also when an attempt before had failed', () => {
    expect(waited({ attempt: 1, updatedAt: 60_000 })).toBe(30_000);
    expect(waited({ attempt: 2, updatedAt: 60_000, error })).toBe(30_000);
  });

  test('counts from the end of the lease, if the worker before was lost', () => {
    expect(waited({ status: 'RUNNING', attempt: 1, updatedAt: 5000, leaseExpiresAt: 75_000 })).toBe(15_000);
  });

  test('is not known after a back-off, or when the answer to the claim of a lost job was lost', () => {
    expect(waited({ attempt: 1, updatedAt: 60_000, error })).toBeUndefined();
    expect(waited({ status: 'RUNNING', attempt: 1, updatedAt: 5000 })).toBeUndefined();
  });

  test('is never negative, whatever the clocks say', () => {
    expect(waited({ attempt: 0, updatedAt: 90_200 })).toBe(0);
  });
});

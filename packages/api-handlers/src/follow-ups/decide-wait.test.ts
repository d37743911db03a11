import { describe, expect, test } from '@jest/globals';
import type { JobStatus } from '@jobs/shared-contracts';
import { decideWait } from './decide-wait.ts';

const decide = (awaited: Readonly<Record<string, JobStatus | undefined>>, more: object = {}, now = 0) =>
  decideWait(
    { waitsFor: Object.keys(awaited), waitsUntil: 100, ...more },
    (jobId) => {
      const status = awaited[jobId];
      return status && { status };
    },
    now,
  );

describe('a job that waits for others', () => {
  test.each<[string, Record<string, JobStatus | undefined>]>([
    ['start', { a: 'SUCCEEDED' }],
    ['start', { a: 'SUCCEEDED', b: 'SUCCEEDED' }],
    ['wait', { a: 'SUCCEEDED', b: 'RUNNING' }],
    ['wait', { a: 'SCHEDULED' }],
    ['cancel', { a: 'FAILED' }],
    ['cancel', { a: 'RUNNING', b: 'CANCELLED' }],
    ['cancel', { a: 'SUCCEEDED', b: undefined }],
  ])('does this: %s, when these are %j', (next, awaited) => {
    expect(decide(awaited).next).toBe(next);
  });

  test.each<[string, Record<string, JobStatus | undefined>]>([
    ['start', { a: 'FAILED', b: 'CANCELLED', c: 'SUCCEEDED', d: undefined }],
    ['wait', { a: 'FAILED', b: 'QUEUED' }],
  ])('that is to run in any case does this: %s, when these are %j', (next, awaited) => {
    expect(decide(awaited, { afterFailure: 'run' }).next).toBe(next);
  });

  test('that is cancelled names the job that kept it from starting', () => {
    expect(decide({ a: 'SUCCEEDED', b: 'FAILED' })).toEqual({
      next: 'cancel',
      error: { code: 'after-failed', message: 'It was to start after b, which is FAILED.', attempt: 0 },
    });
  });

  test('is cancelled once it has waited for too long, unless all have ended', () => {
    expect(decide({ a: 'RUNNING' }, {}, 99).next).toBe('wait');
    expect(decide({ a: 'RUNNING' }, {}, 100)).toMatchObject({ next: 'cancel', error: { code: 'after-expired' } });
    expect(decide({ a: 'SUCCEEDED' }, {}, 100).next).toBe('start');
  });
});

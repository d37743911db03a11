import { describe, expect, test } from '@jest/globals';
import { LIMITS } from '@jobs/shared-contracts';
import { fakeJob } from '../testing/fake-job.ts';
import { presentAttempts } from './present-attempts.ts';

const ended = (startedAt: number) => ({ startedAt, endedAt: startedAt + 500, outcome: 'released' as const });

describe('the history of attempts', () => {
  test('is absent before the first', () => {
    expect(presentAttempts(fakeJob())).toEqual({});
  });

  test('numbers the attempts by their place, and tells which was lost and which runs', () => {
    const error = { code: 'boom', message: 'Boom' };
    const attempts = [{ ...ended(0), outcome: 'failed' as const, error }, { startedAt: 1000 }, { startedAt: 2000 }];
    expect(presentAttempts(fakeJob({ status: 'RUNNING', attempt: 5, attempts }))).toEqual({
      attempts: [
        {
          attempt: 3,
          startedAt: '1970-01-01T00:00:00.000Z',
          endedAt: '1970-01-01T00:00:00.500Z',
          outcome: 'failed',
          error,
        },
        { attempt: 4, startedAt: '1970-01-01T00:00:01.000Z', outcome: 'lost' },
        { attempt: 5, startedAt: '1970-01-01T00:00:02.000Z' },
      ],
    });
  });

  test('tells that the last attempt was lost once the job has ended without it', () => {
    const job = fakeJob({ status: 'FAILED', attempt: 1, attempts: [{ startedAt: 1000 }] });
    expect(presentAttempts(job)).toMatchObject({ attempts: [{ attempt: 1, outcome: 'lost' }] });
  });

  test('has no more than the newest', () => {
    const attempts = Array.from({ length: LIMITS.shownAttempts + 3 }, (_, index) => ended(index));
    const { attempts: shown = [] } = presentAttempts(fakeJob({ status: 'QUEUED', attempt: 40, attempts }));
    expect(shown.map(({ attempt }) => attempt)).toEqual(
      Array.from({ length: LIMITS.shownAttempts }, (_, index) => 41 - LIMITS.shownAttempts + index),
    );
  });
});

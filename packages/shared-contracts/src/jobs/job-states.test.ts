import { describe, expect, test } from '@jest/globals';
import { isTerminal, JOB_STATUSES, mayBecome, statusesBefore } from './job-states.ts';

describe('job states', () => {
  test('a job that has ended only comes back from FAILED, by an explicit retry', () => {
    const ended = JOB_STATUSES.filter(isTerminal);
    expect(ended).toEqual(['SUCCEEDED', 'FAILED', 'CANCELLED']);
    const exits = ended.flatMap((from) =>
      JOB_STATUSES.filter((to) => mayBecome(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(exits).toEqual(['FAILED → SCHEDULED', 'FAILED → QUEUED']);
  });

  test('only a running job succeeds or fails', () => {
    expect(statusesBefore('SUCCEEDED')).toEqual(['RUNNING']);
    expect(statusesBefore('FAILED')).toEqual(['RUNNING']);
  });

  test('every job that has not ended can be cancelled', () => {
    expect(statusesBefore('CANCELLED')).toEqual(['SCHEDULED', 'QUEUED', 'RUNNING']);
  });
});

import { describe, expect, test } from '@jest/globals';
import { batchAnnouncement, batchStatus, countsInWords, endedOf } from './batch-state.ts';

const NONE = { total: 8, refused: 0, pending: 0, succeeded: 0, failed: 0, cancelled: 0 };
const running = (counts: object) => ({ status: 'RUNNING' as const, counts: { ...NONE, ...counts } });

describe('a batch', () => {
  test('counts what has ended, however that was, and leaves out what was refused', () => {
    const batch = running({ refused: 1, pending: 2, succeeded: 3, failed: 1, cancelled: 1 });
    expect(endedOf(batch)).toEqual({ ended: 5, of: 7 });
    expect(countsInWords(batch)).toBe('2 pending, 3 succeeded, 1 failed, 1 cancelled, 1 refused');
  });

  test('is announced by quarters, and when it ends or is stopped', () => {
    const told = [8, 7, 6, 5, 2].map((pending) => batchAnnouncement(running({ pending, succeeded: 8 - pending })));
    expect(told).toEqual([
      'The batch runs: 8 jobs',
      'The batch runs: 8 jobs',
      'The batch runs, 25 percent have ended',
      'The batch runs, 25 percent have ended',
      'The batch runs, 75 percent have ended',
    ]);
    const stopping = { ...running({ pending: 8 }), cancelRequestedAt: '2026-11-01T00:00:00Z' };
    expect([batchAnnouncement(stopping), batchStatus(stopping)]).toEqual(['The batch is being stopped', 'Stopping']);
    const completed = { ...stopping, status: 'COMPLETED' as const, counts: { ...NONE, cancelled: 8 } };
    expect([batchAnnouncement(completed), batchStatus(completed)]).toEqual([
      'The batch has completed: 8 cancelled',
      'Completed',
    ]);
  });
});

import { describe, expect, test } from '@jest/globals';
import type { JobSummary } from '@jobs/shared-contracts';
import { announcementOf } from './announce-job.ts';

const AT = '2026-11-01T10:00:00.000Z';
const job = (changes: Partial<JobSummary>): JobSummary => ({
  id: `job_${'0'.repeat(32)}`,
  type: 'csv-etl',
  status: 'RUNNING',
  priority: 'standard',
  attempt: 1,
  maxAttempts: 3,
  tags: {},
  createdAt: AT,
  updatedAt: AT,
  version: 1,
  ...changes,
});

describe('a screen reader', () => {
  test('hears of each quarter of the progress, not of each percent', () => {
    const told = Array.from({ length: 101 }, (_, percent) => announcementOf(job({ progress: { percent } })));
    expect([...new Set(told)]).toEqual([
      'The job is running',
      'The job is running, 25 percent',
      'The job is running, 50 percent',
      'The job is running, 75 percent',
      'The job is running, 100 percent',
    ]);
  });

  test('hears of each status, whatever the progress was', () => {
    expect(announcementOf(job({ status: 'FAILED', progress: { percent: 80 } }))).toBe('The job is failed');
    expect(announcementOf(job({ cancelRequestedAt: AT }))).toBe('The job is being stopped');
    expect(announcementOf(job({ status: 'CANCELLED', cancelRequestedAt: AT }))).toBe('The job is cancelled');
  });
});

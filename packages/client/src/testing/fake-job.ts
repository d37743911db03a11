import type { JobSummary } from '@jobs/shared-contracts';

export const jobIdOf = (index: number) => `job_${String(index).padStart(32, '0')}`;

export function fakeJob(fields: Partial<JobSummary> = {}): JobSummary {
  const time = '2026-11-21T00:00:00.000Z';
  const base = { id: jobIdOf(1), type: 'text-analyze', attempt: 0, maxAttempts: 3, tags: {}, version: 1 };
  return { ...base, status: 'QUEUED', priority: 'standard', createdAt: time, updatedAt: time, ...fields };
}

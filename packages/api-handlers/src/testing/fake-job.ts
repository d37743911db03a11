import type { JobRecord } from '@jobs/job-store';

/** A job as it is right after its submission, but for `changes`. */
export function fakeJob(changes: Partial<JobRecord> = {}): JobRecord {
  return {
    jobId: `job_${'a'.repeat(32)}`,
    owner: 'acme',
    type: 'text-analyze',
    lane: 'standard',
    status: 'QUEUED',
    version: 1,
    attempt: 0,
    attempts: [],
    maxAttempts: 3,
    tags: {},
    input: { inline: { source: { text: 'Hello.' } } },
    requestHash: 'hash',
    createdAt: 1000,
    updatedAt: 1000,
    dueAt: 121_000,
    ...changes,
  };
}

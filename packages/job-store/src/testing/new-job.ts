import { randomBytes } from 'node:crypto';
import type { NewJob } from '../port/job-table.ts';

export const newJobId = () => `job_${randomBytes(16).toString('hex')}`;

/** A job to create, with an id of its own. */
export function newJob(overrides: Partial<NewJob> = {}): NewJob {
  return {
    jobId: newJobId(),
    owner: 'acme',
    type: 'csv-etl',
    lane: 'standard',
    maxAttempts: 3,
    tags: { team: 'billing' },
    input: { inline: { sql: 'SELECT 1', threshold: 0.1 } },
    requestHash: 'a'.repeat(64),
    ...overrides,
  };
}

import { isTerminal, JOB_STATUSES } from '@jobs/shared-contracts';
import { DependencyError } from '../../errors.ts';
import type { PurgeOutcome } from '../../port/job-table.ts';
import { allOf, belongsTo, hasStatus, isNotExpired, purgeWasRequested } from './conditions.ts';
import type { JobsTableAccess } from './jobs-table-access.ts';

/** A job may end between the refusal and the look at it. */
const MAX_ROUNDS = 5;

export async function beginPurge(table: JobsTableAccess, jobId: string, owner: string): Promise<PurgeOutcome> {
  const hasEnded = hasStatus(JOB_STATUSES.filter(isTerminal));
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const now = table.now();
    const condition = allOf(hasEnded, belongsTo(owner), isNotExpired(now));
    const write = await table.update(jobId, { set: { purgeRequestedAt: now } }, condition);
    if (write.written) return { outcome: 'purging', job: write.job };
    const current = await write.readCurrent();
    if (!current || current.job.owner !== owner) return { outcome: 'not-found' };
    if (!isTerminal(current.job.status)) return { outcome: 'not-finished', job: current.job };
  }
  throw new DependencyError('DynamoDB', 'UpdateItem', true, new Error(`${jobId} kept changing while it was purged`));
}

export const finishPurge = (table: JobsTableAccess, jobId: string): Promise<void> =>
  table.delete(jobId, purgeWasRequested);

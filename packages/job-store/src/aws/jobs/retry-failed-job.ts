import { isTerminal, statusesBefore } from '@jobs/shared-contracts';
import type { RetryOutcome } from '../../port/job-table.ts';
import { undoTransition } from './change.ts';
import { allOf, hasStatus, isNotExpired, purgeWasNotRequested } from './conditions.ts';
import type { JobsTableAccess } from './jobs-table-access.ts';
import { retriedOnRequest } from './transitions.ts';

export async function retryFailedJob(table: JobsTableAccess, jobId: string, attempts: number): Promise<RetryOutcome> {
  const now = table.now();
  const transition = retriedOnRequest(now, attempts);
  const { status } = transition.set;
  const ended = hasStatus(statusesBefore(status).filter(isTerminal));
  const write = await table.update(jobId, transition, allOf(ended, isNotExpired(now), purgeWasNotRequested));
  if (write.written) return { outcome: 'queued', job: write.job, previous: write.previous };

  const current = await write.readCurrent();
  if (!current) return { outcome: 'not-found' };
  const { job } = current;
  // The answer of this very update was lost, and the SDK sent it again.
  const isOwn = job.status === status && job.updatedAt === now && job.maxAttempts === job.attempt + attempts;
  if (isOwn) return { outcome: 'queued', job, previous: undoTransition(current, transition) };
  return { outcome: 'not-failed', job };
}

import { isTerminal, statusesBefore } from '@jobs/shared-contracts';
import type { RetryOutcome } from '../../port/job-table.ts';
import { undoTransition, type Transition } from './change.ts';
import { allOf, hasStatus, isNotExpired, isNotLimited, purgeWasNotRequested, type Condition } from './conditions.ts';
import type { JobsTableAccess } from './jobs-table-access.ts';
import { retriedIntoLine, retriedOnRequest } from './transitions.ts';

export async function retryFailedJob(
  table: JobsTableAccess,
  jobId: string,
  attempts: number,
  delayMs = 0,
): Promise<RetryOutcome> {
  const now = table.now();
  const outcome = await retryAs(table, jobId, retriedOnRequest(now, attempts, delayMs), [isNotLimited]);
  const isLimited = outcome.outcome === 'not-failed' && outcome.job.limitKey !== undefined;
  return isLimited && outcome.job.status === 'FAILED'
    ? retryAs(table, jobId, retriedIntoLine(now, attempts, outcome.job), [])
    : outcome;
}

async function retryAs(
  table: JobsTableAccess,
  jobId: string,
  transition: Transition,
  conditions: readonly Condition[],
): Promise<RetryOutcome> {
  const { status, updatedAt: now = 0 } = transition.set;
  const attempts = transition.counters?.maxAttempts?.plus ?? 0;
  const ended = hasStatus(statusesBefore(status).filter(isTerminal));
  const retryable = allOf(ended, isNotExpired(now), purgeWasNotRequested, ...conditions);
  const write = await table.update(jobId, transition, retryable);
  if (write.written) return { outcome: 'queued', job: write.job, previous: write.previous };

  const current = await write.readCurrent();
  if (!current) return { outcome: 'not-found' };
  const { job } = current;
  // The answer of this very update was lost, and the SDK sent it again.
  const isOwn = job.status === status && job.updatedAt === now && job.maxAttempts === job.attempt + attempts;
  if (isOwn) return { outcome: 'queued', job, previous: undoTransition(current, transition) };
  return { outcome: 'not-failed', job };
}

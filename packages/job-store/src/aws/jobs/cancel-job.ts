import { isTerminal } from '@jobs/shared-contracts';
import { DependencyError } from '../../errors.ts';
import type { CancelOutcome, Written } from '../../port/job-table.ts';
import { undoTransition } from './change.ts';
import { allOf, belongsTo, cancelWasNotRequested, isHeld, isNotExpired, isNotHeld, mayBecome } from './conditions.ts';
import type { JobsTableAccess } from './jobs-table-access.ts';
import { cancelledWhileWaiting, cancelRequested } from './transitions.ts';

/** A job may start, or be put back, between the two writes. */
const MAX_ROUNDS = 5;

export async function requestCancel(table: JobsTableAccess, jobId: string, owner: string): Promise<CancelOutcome> {
  const now = table.now();
  const transition = cancelledWhileWaiting(now);
  const cancellable = allOf(mayBecome('CANCELLED'), belongsTo(owner), isNotExpired(now));
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const write = await table.update(jobId, transition, allOf(cancellable, isNotHeld));
    if (write.written) return { outcome: 'cancelled', job: write.job, previous: write.previous };

    const current = await write.readCurrent();
    if (!current || current.job.owner !== owner) return { outcome: 'not-found' };
    const { job } = current;
    if (job.status === transition.set.status && job.cancelRequestedAt === now && job.updatedAt === now) {
      return { outcome: 'cancelled', job, previous: undoTransition(current, transition) };
    }
    if (job.status === transition.set.status) return { outcome: 'unchanged', job };
    if (isTerminal(job.status)) return { outcome: 'finished', job };
    if (job.cancelRequestedAt === now) return { outcome: 'requested', job };
    if (job.cancelRequestedAt !== undefined) return { outcome: 'unchanged', job };

    const mark = await table.update(jobId, cancelRequested(now), allOf(cancellable, isHeld, cancelWasNotRequested));
    if (mark.written) return { outcome: 'requested', job: mark.job };
  }
  throw new DependencyError('DynamoDB', 'UpdateItem', true, new Error(`${jobId} kept changing while it was cancelled`));
}

export async function getCancellation(table: JobsTableAccess, jobId: string): Promise<Written | undefined> {
  const current = await table.read(jobId);
  const transition = cancelledWhileWaiting(0);
  const wasWaiting = current?.job.status === transition.set.status && current.job.dueAt !== undefined;
  return wasWaiting ? { job: current.job, previous: undoTransition(current, transition) } : undefined;
}

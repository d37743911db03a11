import { isDeepStrictEqual } from 'node:util';
import type { JobError } from '@jobs/shared-contracts';
import type { AttemptRef, ClaimedAttempt, JobRecord, StoredPayload } from '../../port/job-record.ts';
import type { EndOutcome } from '../../port/job-table.ts';
import { withLastEnded, type WrittenAttemptOutcome } from './attempt-history.ts';
import { undoTransition, type Transition } from './change.ts';
import {
  allOf,
  attemptsAreLeft,
  attemptsAreUsedUp,
  cancelWasNotRequested,
  heldBy,
  mayBecome,
  type Condition,
} from './conditions.ts';
import type { JobsTableAccess } from './jobs-table-access.ts';
import { cancelled, failed, released, retried, succeeded } from './transitions.ts';

type Failure = Omit<JobError, 'attempt'>;

export function succeedAttempt(
  table: JobsTableAccess,
  ref: ClaimedAttempt,
  result: StoredPayload,
): Promise<EndOutcome> {
  return endAttempt(table, ref, 'succeeded', succeeded(table.now(), result), [cancelWasNotRequested]);
}

export function failAttempt(table: JobsTableAccess, ref: ClaimedAttempt, failure: Failure): Promise<EndOutcome> {
  return endAttempt(table, ref, 'failed', failed(table.now(), errorOf(ref, failure)), [cancelWasNotRequested]);
}

export async function retryAttempt(
  table: JobsTableAccess,
  ref: ClaimedAttempt,
  failure: Failure,
  delayMs: number,
): Promise<EndOutcome> {
  const now = table.now();
  const error = errorOf(ref, failure);
  const outcome = await endAttempt(table, ref, 'failed', retried(now, error, delayMs), [
    cancelWasNotRequested,
    attemptsAreLeft,
  ]);
  if (outcome.outcome !== 'stale') return outcome;
  // No worker could ever claim a waiting job that has no attempts left.
  return endAttempt(table, ref, 'failed', failed(now, error), [cancelWasNotRequested, attemptsAreUsedUp]);
}

export function releaseAttempt(table: JobsTableAccess, ref: ClaimedAttempt): Promise<EndOutcome> {
  return endAttempt(table, ref, 'released', released(table.now()), [cancelWasNotRequested]);
}

export function cancelAttempt(table: JobsTableAccess, ref: ClaimedAttempt): Promise<EndOutcome> {
  return endAttempt(table, ref, 'cancelled', cancelled(table.now()), []);
}

const errorOf = (ref: AttemptRef, { code, message }: Failure): JobError => ({ code, message, attempt: ref.attempt });

async function endAttempt(
  table: JobsTableAccess,
  ref: ClaimedAttempt,
  attemptOutcome: WrittenAttemptOutcome,
  end: Transition,
  conditions: readonly Condition[],
): Promise<EndOutcome> {
  const attempts = withLastEnded(ref.attempts, attemptOutcome, end.set);
  const transition = { ...end, set: { ...end.set, attempts } };
  const { status } = transition.set;
  const write = await table.update(ref.jobId, transition, allOf(mayBecome(status), heldBy(ref.attempt), ...conditions));
  if (write.written) return { outcome: 'written', job: write.job, previous: write.previous };

  const current = await write.readCurrent();
  if (!current || current.job.attempt !== ref.attempt) return { outcome: 'stale' };
  const { job } = current;
  if (isResultOf(transition, job)) {
    return { outcome: 'written', job, previous: undoTransition(current, transition) };
  }
  const cancel = cancelled(table.now());
  if (job.status === cancel.set.status) {
    return { outcome: 'cancelled', job, previous: undoTransition(current, cancel) };
  }
  if (job.leaseExpiresAt === undefined || job.cancelRequestedAt === undefined) return { outcome: 'stale' };
  const cancellation = await endAttempt(table, ref, 'cancelled', cancel, []);
  return cancellation.outcome === 'written' ? { ...cancellation, outcome: 'cancelled' } : cancellation;
}

/** The write was made before, and only its answer was lost: the attempt is the same, and so is what it wrote. */
function isResultOf(transition: Transition, job: JobRecord): boolean {
  const { status, result, error } = transition.set;
  return (
    job.status === status &&
    (result === undefined || isDeepStrictEqual(job.result, result)) &&
    (error === undefined || isDeepStrictEqual(job.error, error))
  );
}

import { mayBecome as mayFollow } from '@jobs/shared-contracts';
import { DependencyError } from '../../errors.ts';
import type { JobRecord } from '../../port/job-record.ts';
import type { ClaimOutcome } from '../../port/job-table.ts';
import { START_TOLERANCE_MS } from '../../port/start-time.ts';
import { undoTransition } from './change.ts';
import {
  allOf,
  attemptsAreLeft,
  attemptsAreUsedUp,
  cancelWasNotRequested,
  cancelWasRequested,
  heldBy,
  isInRound,
  isNotExpired,
  leaseIsOver,
  mayBecome,
  timeHasCome,
} from './conditions.ts';
import type { JobsTableAccess } from './jobs-table-access.ts';
import { cancelled, claimed, failed } from './transitions.ts';

/** A job that changes between a refused claim and the look at it is tried again; more than this often, something is wrong. */
const MAX_ROUNDS = 5;

const WORKER_LOST = 'worker-lost';

export interface Claim {
  readonly claimId: string;
  readonly leaseDurationMs: number;
  readonly orderRound?: number;
}

export async function claimJob(table: JobsTableAccess, jobId: string, claim: Claim): Promise<ClaimOutcome> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const now = table.now();
    const transition = claimed(now, claim);
    const write = await table.update(
      jobId,
      transition,
      allOf(
        mayBecome('RUNNING'),
        isNotExpired(now),
        timeHasCome(now),
        leaseIsOver(now),
        attemptsAreLeft,
        cancelWasNotRequested,
        ...(claim.orderRound === undefined ? [] : [isInRound(claim.orderRound)]),
      ),
    );
    if (write.written) return { outcome: 'claimed', job: write.job, previous: write.previous };

    const current = await write.readCurrent();
    if (!current) return { outcome: 'not-found' };
    if (current.job.claimId === claim.claimId) {
      return { outcome: 'claimed', job: current.job, previous: undoTransition(current, transition) };
    }
    const outcome = await explainRefusal(table, current.job, now);
    if (outcome) return outcome;
  }
  throw new DependencyError('DynamoDB', 'UpdateItem', true, new Error(`${jobId} kept changing while it was claimed`));
}

/** Why the job could not be claimed; ends it if its last worker is gone. Undefined if it has changed meanwhile. */
async function explainRefusal(table: JobsTableAccess, job: JobRecord, now: number): Promise<ClaimOutcome | undefined> {
  const hasAttempts = job.attempt < job.maxAttempts;
  if (job.leaseExpiresAt === undefined) {
    if (!mayFollow(job.status, 'RUNNING') || !hasAttempts) return { outcome: 'not-runnable', job };
    const early = Math.max(job.runAt ?? now, job.notBefore ?? now) - now;
    return early > START_TOLERANCE_MS ? { outcome: 'not-yet', job, remainingMs: early } : undefined;
  }
  const remainingMs = job.leaseExpiresAt - now;
  if (remainingMs > 0) return { outcome: 'leased', job, remainingMs };
  if (job.cancelRequestedAt !== undefined) return endCancelled(table, job, now);
  return hasAttempts ? undefined : endExhausted(table, job, now);
}

async function endCancelled(table: JobsTableAccess, job: JobRecord, now: number): Promise<ClaimOutcome | undefined> {
  const transition = cancelled(now);
  const write = await table.update(
    job.jobId,
    transition,
    allOf(mayBecome('CANCELLED'), heldBy(job.attempt), leaseIsOver(now), cancelWasRequested),
  );
  if (write.written) return { outcome: 'cancelled', job: write.job, previous: write.previous };
  const current = await write.readCurrent();
  // Also if it was somebody else: what the dead worker may have left unpublished is published twice at worst.
  if (current?.job.status !== 'CANCELLED' || current.job.attempt !== job.attempt) return undefined;
  return { outcome: 'cancelled', job: current.job, previous: undoTransition(current, transition) };
}

async function endExhausted(table: JobsTableAccess, job: JobRecord, now: number): Promise<ClaimOutcome | undefined> {
  const transition = failed(now, {
    code: WORKER_LOST,
    message: 'The worker was lost: it stopped extending its lease before the job had ended',
    attempt: job.attempt,
  });
  const write = await table.update(
    job.jobId,
    transition,
    allOf(mayBecome('FAILED'), heldBy(job.attempt), leaseIsOver(now), attemptsAreUsedUp, cancelWasNotRequested),
  );
  if (write.written) return { outcome: 'exhausted', job: write.job, previous: write.previous };
  const current = await write.readCurrent();
  const isSameEnd = current?.job.error?.code === WORKER_LOST && current.job.error.attempt === job.attempt;
  if (!current || current.job.status !== 'FAILED' || !isSameEnd) return undefined;
  return { outcome: 'exhausted', job: current.job, previous: undoTransition(current, transition) };
}

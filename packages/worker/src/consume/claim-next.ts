import { messageFor, queueOf, type ClaimOutcome, type JobQueues, type JobTable } from '@jobs/job-store';
import { isTerminal, type JobType } from '@jobs/shared-contracts';
import type { BackOff } from './back-off.ts';
import { findTurn } from './find-turn.ts';
import type { PublishStates } from './publisher.ts';
import { retryTransient, type Retrying } from './retry-transient.ts';

export interface Claiming {
  readonly jobs: JobTable;
  readonly queues: Pick<JobQueues, 'sendMessages'>;
  readonly jobType: JobType;
  readonly publish: PublishStates;
  readonly workBackOff: BackOff;
  readonly retrying: Retrying;
  readonly newClaimId: () => string;
  readonly draining: AbortSignal;
}

export type NextClaim =
  /** What became of the claim of that job: of the one that was asked for, or of one whose turn is before it. */
  | { readonly jobId: string; readonly claim: ClaimOutcome }
  /** Nobody's turn, for so long. */
  | { readonly waitMs: number };

type Claim = Parameters<JobTable['claimJob']>[1];

/**
 * Claims the job of a message; with an ordering, the first of its group. Tries as long as a lease, while the message
 * stays hidden: left alone, it would come again only when its visibility timeout is over, and one receive would be used
 * up. Longer, and a worker that alone has no way to the table would keep its messages from the others.
 */
export async function claimNext(jobId: string, claiming: Claiming): Promise<NextClaim> {
  const { jobType, newClaimId, workBackOff, retrying, draining } = claiming;
  const leaseDurationMs = jobType.leaseSeconds * 1000;
  // The same for all tries: a claim whose answer was lost is known again by it.
  const claim = { claimId: newClaimId(), leaseDurationMs };
  const tryToClaim = async () => {
    try {
      const next = await (jobType.ordering ? claimInOrder(jobId, claim, claiming) : claimIt(jobId, claim, claiming));
      workBackOff.succeeded();
      return next;
    } catch (error) {
      // Receiving more would keep messages that nobody can work on.
      workBackOff.failed();
      throw error;
    }
  };
  const budget = { ...retrying, givingUp: draining, until: retrying.clock.now() + leaseDurationMs };
  return retryTransient(tryToClaim, budget);
}

const claimIt = async (jobId: string, claim: Claim, { jobs }: Claiming): Promise<NextClaim> => ({
  jobId,
  claim: await jobs.claimJob(jobId, claim),
});

async function claimInOrder(jobId: string, claim: Claim, claiming: Claiming): Promise<NextClaim> {
  const { jobs, queues, publish, retrying } = claiming;
  const now = () => retrying.clock.now();
  const job = await jobs.getJob(jobId);
  // Not claimed in vain: it could have become somebody's turn meanwhile, or have been QUEUED again.
  if (!job) return { jobId, claim: { outcome: 'not-found' } };
  if (isTerminal(job.status)) return { jobId, claim: { outcome: 'not-runnable', job } };
  // Accepted before its type had an ordering.
  if (job.orderGroup === undefined) return claimIt(jobId, claim, claiming);
  const turn = await findTurn(job, { jobs, publish, now });
  if ('waitMs' in turn) return turn;
  const { place, job: first } = turn;
  if (first.jobId !== jobId && first.status === 'QUEUED') {
    // Its own may have been lost. Without one, nobody would know of it once this worker has died with another's message.
    await queues.sendMessages(queueOf(first), [messageFor(first, now())]);
  }
  return claimIt(place.jobId, { ...claim, orderRound: place.round }, claiming);
}

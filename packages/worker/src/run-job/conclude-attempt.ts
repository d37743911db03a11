import type { ClaimedAttempt, EndOutcome, JobRecord, JobTable, Written } from '@jobs/job-store';
import type { Logger } from 'pino';
import { acknowledgeState } from '../consume/acknowledge-state.ts';
import type { HeldMessage } from '../consume/held-message.ts';
import type { PublishStates } from '../consume/publisher.ts';
import { retryTransient, type Retrying } from '../consume/retry-transient.ts';
import type { QueueOutcome } from './queue-outcome.ts';
import { waitedMs } from './waited-ms.ts';

export interface Conclusion {
  readonly jobs: JobTable;
  readonly publish: PublishStates;
  readonly retrying: Retrying;
  /** How long the message of a released job is held back; absent, not at all. */
  readonly releaseDelaySeconds?: (job: JobRecord) => number;
}

/** Writes what became of the job, publishes it, and only then is done with the message. */
export async function concludeAttempt(
  claim: Written,
  outcome: QueueOutcome,
  held: HeldMessage,
  { jobs, publish, retrying, releaseDelaySeconds = () => 0 }: Conclusion,
  log: Logger,
): Promise<void> {
  if (outcome.action === 'abandon') {
    log.warn('The lease was lost; another worker may have the job');
    return held.leave();
  }
  const end = await retryTransient(() => writeEnd(jobs, claim.job, outcome), retrying);
  if (end.outcome === 'stale') {
    log.warn({ action: outcome.action }, 'The attempt no longer holds the lease; nothing was written');
    return held.leave();
  }
  const { job } = end;
  await publish(job);
  // Metrics are made of this line: infra/modules/observability reads its text, `jobType`, `status` and `waitMs`.
  log.info(
    { status: job.status, waitMs: waitedMs(claim), ...('error' in outcome && { errorCode: outcome.error.code }) },
    'The attempt has ended',
  );
  if (job.status !== 'QUEUED') return acknowledgeState(job, held, jobs);
  // What the message of a released job was received for does not count towards the dead-letter queue.
  if (outcome.action === 'release') return held.replace(job, releaseDelaySeconds(job));
  return held.returnAfter(outcome.action === 'retry' ? outcome.delayMs / 1000 : 0);
}

type WrittenOutcome = Exclude<QueueOutcome, { readonly action: 'abandon' }>;

function writeEnd(jobs: JobTable, attempt: ClaimedAttempt, outcome: WrittenOutcome): Promise<EndOutcome> {
  switch (outcome.action) {
    case 'succeed':
      return jobs.succeedAttempt(attempt, outcome.result);
    case 'fail':
      return jobs.failAttempt(attempt, outcome.error);
    case 'retry':
      return jobs.retryAttempt(attempt, outcome.error, outcome.delayMs);
    case 'release':
      return jobs.releaseAttempt(attempt);
    case 'cancel':
      return jobs.cancelAttempt(attempt);
  }
  return outcome satisfies never;
}

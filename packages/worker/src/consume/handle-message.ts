import {
  messageFor,
  queueOf,
  type ClaimOutcome,
  type JobTable,
  type ReceivedMessage,
  type Written,
} from '@jobs/job-store';
import type { JobType } from '@jobs/shared-contracts';
import type { Logger } from 'pino';
import { acknowledgeState } from './acknowledge-state.ts';
import type { BackOff } from './back-off.ts';
import { claimNext } from './claim-next.ts';
import { holdMessage, type HeldMessage, type MessageHolder } from './held-message.ts';
import { holdForOther } from './hold-for-other.ts';
import { handleLastReceive, isLastReceive } from './last-receive.ts';
import type { PublishStates } from './publisher.ts';
import type { Retrying } from './retry-transient.ts';

export interface MessageHandling {
  readonly jobs: JobTable;
  readonly jobType: JobType;
  readonly holder: MessageHolder;
  readonly publish: PublishStates;
  readonly workBackOff: BackOff;
  readonly retrying: Retrying;
  readonly random: () => number;
  readonly newClaimId: () => string;
  /** Aborted when no more job is to be begun. */
  readonly draining: AbortSignal;
  readonly log: Logger;
  /** Runs a claimed job and is done with its message. */
  readonly run: (claim: Written, held: HeldMessage, log: Logger) => Promise<void>;
}

/**
 * Deals with one received message to its end. Never rejects: what fails here comes again after its visibility timeout.
 * `freeSlot` is called when a handler has run and ended, before its job's end is written.
 */
export async function handleMessage(
  queue: string,
  message: ReceivedMessage,
  handling: MessageHandling,
  freeSlot?: () => void,
): Promise<void> {
  const held = holdMessage(queue, message, handling.holder, freeSlot);
  const { content, receiveCount, messageId } = message;
  const log = handling.log.child({
    queue,
    messageId,
    receiveCount,
    ...('jobId' in content && { jobId: content.jobId }),
  });
  try {
    if ('malformed' in content) {
      log.error({ reason: content.malformed }, 'A malformed message is left to the dead-letter queue');
      await held.returnAfter(0);
    } else if (isLastReceive(message, handling.jobType)) {
      // Also by a worker that drains: given back, it would become a dead letter.
      await handleLastReceive(content.jobId, held, handling, log);
    } else if (handling.draining.aborted) {
      await held.returnAfter(0);
    } else {
      await claimAndRun(content.jobId, held, handling, log);
    }
  } catch (error) {
    log.error({ err: error }, 'A message could not be dealt with; it will come again');
    await held.leave();
  }
}

async function claimAndRun(jobId: string, held: HeldMessage, handling: MessageHandling, log: Logger): Promise<void> {
  const { queues, clock } = handling.holder;
  const begunAt = clock.now();
  const next = await claimNext(jobId, { ...handling, queues });
  if ('claim' in next && next.claim.outcome === 'claimed' && clock.now() - begunAt >= leaseMs(handling)) {
    // This process stood still, and others had its message meanwhile, perhaps for the last time. The job must have one.
    const { job } = next.claim;
    await queues.sendMessages(queueOf(job), [messageFor(job, clock.now())]);
  }
  if ('waitMs' in next) return held.returnAfter(next.waitMs / 1000);
  if (next.jobId === jobId) return dealWith(next.claim, held, handling, log);
  log.info({ instead: next.jobId }, 'A job that was accepted before this one comes first');
  return dealWith(next.claim, holdForOther(held), handling, log.child({ jobId: next.jobId }));
}

const leaseMs = ({ jobType }: MessageHandling) => jobType.leaseSeconds * 1000;

async function dealWith(claim: ClaimOutcome, held: HeldMessage, handling: MessageHandling, log: Logger): Promise<void> {
  const { publish } = handling;
  switch (claim.outcome) {
    case 'claimed':
      if (claim.job.type !== handling.jobType.name) return giveUpForeignJob(claim, held, handling, log);
      return handling.run(claim, held, log.child({ attempt: claim.job.attempt }));
    case 'not-yet':
      return held.returnAfter(claim.remainingMs / 1000);
    case 'leased':
      return lookAgain(claim.remainingMs, held, handling);
    case 'exhausted':
    case 'cancelled':
      log.warn({ outcome: claim.outcome }, 'The job lost its worker, and has ended');
      await publish(claim.previous, claim.job);
      return acknowledgeState(claim.job, held, handling.jobs);
    case 'not-runnable':
      await publish(claim.job);
      return acknowledgeState(claim.job, held, handling.jobs);
    case 'not-found':
      log.warn('A message names a job that does not exist; it is deleted');
      return held.delete();
  }
}

/** A duplicate, or the holder has died: when its lease is over will tell, not all messages at the same instant. */
function lookAgain(remainingMs: number, held: HeldMessage, { random }: MessageHandling) {
  return held.returnAfter(remainingMs / 1000 + random());
}

/** A message in the wrong queue: its job goes back as it was, and the message to the dead-letter queue. */
async function giveUpForeignJob(
  { previous, job }: Written,
  held: HeldMessage,
  { jobs, publish }: MessageHandling,
  log: Logger,
): Promise<void> {
  log.error({ jobType: job.type }, 'A message for a job of another type is left to the dead-letter queue');
  const release = await jobs.releaseAttempt(job);
  await publish(previous, job, ...(release.outcome === 'stale' ? [] : [release.job]));
  await held.returnAfter(0);
}

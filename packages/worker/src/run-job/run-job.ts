import type { JobRecord, JobTable, Written } from '@jobs/job-store';
import type { JobType } from '@jobs/shared-contracts';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { BackOff } from '../consume/back-off.ts';
import type { HeldMessage } from '../consume/held-message.ts';
import type { PublishProgress, PublishStates } from '../consume/publisher.ts';
import type { Retrying } from '../consume/retry-transient.ts';
import type { BusyGuard } from '../protect-task/busy-guard.ts';
import type { AttemptEnd } from './attempt-end.ts';
import type { AttemptRunner } from './attempt-runner.ts';
import { concludeAttempt } from './conclude-attempt.ts';
import { createLeaseKeeper } from './lease-keeper.ts';
import { queueOutcomeOf } from './queue-outcome.ts';
import { superviseAttempt } from './supervise-attempt.ts';

export interface JobRunning {
  readonly jobs: JobTable;
  readonly jobType: JobType;
  readonly runner: AttemptRunner;
  readonly publish: PublishStates;
  readonly publishProgress: PublishProgress;
  readonly busyGuard: BusyGuard;
  /** Told of refused protection: then it is better to leave messages to other tasks. */
  readonly workBackOff: BackOff;
  /** Told whether the services that a job reads from and writes to answer: without them there is no point in beginning. */
  readonly dependencyBackOff: BackOff;
  readonly clock: Clock;
  readonly random: () => number;
  readonly stopGraceMs: number;
  readonly evictionStopGraceMs: number;
  readonly evicting: AbortSignal;
  readonly retrying: Retrying;
  /** How long the message of a released job is held back; absent, not at all. */
  readonly releaseDelaySeconds?: (job: JobRecord) => number;
}

/** Runs a claimed job to the end of this attempt. */
export async function runJob(claim: Written, held: HeldMessage, running: JobRunning, log: Logger): Promise<void> {
  const { job } = claim;
  // Of a first attempt, the state before is QUEUED, and was published before its message was sent.
  const published = job.attempt > 1 ? running.publish(claim.previous, job) : running.publish(job);
  // Awaited below; a failure before that must not count as unhandled.
  published.catch(() => {});
  try {
    const mayRun = await running.busyGuard.enter();
    if (!mayRun) running.workBackOff.failed();
    const end = mayRun ? await attemptJob(claim, held, running, log) : REFUSED;
    // What follows waits for others, to share their calls: the next job need not wait for that.
    held.freeSlot();
    // A state that was left is never published later: RUNNING goes out before it is replaced.
    await published;
    const rules = { ...running.jobType, random: running.random };
    await concludeAttempt(claim, queueOutcomeOf(end, job, rules), held, running, log);
  } finally {
    running.busyGuard.leave();
  }
}

function noteDependencies(end: AttemptEnd, { dependencyBackOff }: JobRunning, log: Logger): void {
  if (end.kind === 'returned') dependencyBackOff.succeeded();
  if (end.kind !== 'failed' || end.failure.kind !== 'dependency') return;
  dependencyBackOff.failed();
  log.warn('A service that the job needs did not answer: the attempt does not count, and the worker pauses');
}

/** As if the worker were shut down before it began. */
const REFUSED: AttemptEnd = { kind: 'stopped', reason: 'shutdown' };

async function attemptJob({ job }: Written, held: HeldMessage, running: JobRunning, log: Logger): Promise<AttemptEnd> {
  const { jobs, jobType, clock } = running;
  const attempt = superviseAttempt(job, (progress) => lease.report(progress), {
    ...running,
    timeLimitMs: jobType.timeLimitSeconds * 1000,
  });
  const lease = createLeaseKeeper({
    jobs,
    attempt: job,
    leaseDurationMs: jobType.leaseSeconds * 1000,
    clock,
    log,
    onWatched: running.publishProgress,
    onLost: () => attempt.stop('lease-lost'),
    onCancelRequested: () => attempt.stop('cancelled'),
  });
  held.heartbeat.also(() => lease.beat());
  const end = await attempt.ended;
  noteDependencies(end, running, log);
  // A success says that all is done.
  await lease.finish(end.kind === 'returned' ? 'replaced' : 'kept');
  return end;
}

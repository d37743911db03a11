import type { JobRecord, StoredPayload } from '@jobs/job-store';
import type { Backoff, JobError } from '@jobs/shared-contracts';
import type { StopReason } from '../errors.ts';
import type { AttemptEnd, Failure } from './attempt-end.ts';

type ErrorOfAttempt = Omit<JobError, 'attempt'>;

/** What becomes of a job after an attempt. */
export type QueueOutcome =
  | { readonly action: 'succeed'; readonly result: StoredPayload }
  | { readonly action: 'fail'; readonly error: ErrorOfAttempt }
  | { readonly action: 'retry'; readonly error: ErrorOfAttempt; readonly delayMs: number }
  | { readonly action: 'release' }
  | { readonly action: 'cancel' }
  /** Another worker may have the job: nothing is written. */
  | { readonly action: 'abandon' };

export interface RetryRules {
  /** Of the job type: the most that a job begins with. */
  readonly maxAttempts: number;
  readonly backoff: Backoff;
  readonly timeLimitSeconds: number;
  readonly random: () => number;
}

type Attempts = Pick<JobRecord, 'attempt' | 'maxAttempts'>;

const MAX_DELAY_SECONDS = 12 * 60 * 60;
/**
 * So often a job is given back for what it can't help. With the worker's pauses in between, that is an outage of more
 * than an hour; a job whose own input makes a service fail must end some time.
 */
const MAX_FORGIVEN = 100;

/** The only place that decides what an attempt's end means for its job. */
export function queueOutcomeOf(end: AttemptEnd, job: Attempts, rules: RetryRules): QueueOutcome {
  switch (end.kind) {
    case 'returned':
      return { action: 'succeed', result: end.result };
    case 'failed':
      return outcomeOfFailure(end.failure, job, rules);
    case 'stopped':
      return outcomeOfStop(end.reason, job, rules);
  }
  return end satisfies never;
}

function outcomeOfStop(reason: StopReason, job: Attempts, rules: RetryRules): QueueOutcome {
  switch (reason) {
    case 'cancelled':
      return { action: 'cancel' };
    case 'shutdown':
      return { action: 'release' };
    case 'lease-lost':
      return { action: 'abandon' };
    case 'time-limit': {
      const message = `The attempt was stopped at its time limit of ${rules.timeLimitSeconds} seconds`;
      return outcomeOfFailure({ kind: 'other', code: 'time-limit', message }, job, rules);
    }
  }
  return reason satisfies never;
}

function outcomeOfFailure(failure: Failure, job: Attempts, rules: RetryRules): QueueOutcome {
  const error = { code: failure.code, message: failure.message };
  // Every release has raised the maximum by one.
  const forgiven = Math.max(0, job.maxAttempts - rules.maxAttempts);
  if (failure.kind === 'dependency' && forgiven < MAX_FORGIVEN) return { action: 'release' };
  if (failure.kind === 'permanent' || job.attempt >= job.maxAttempts) return { action: 'fail', error };
  const seconds =
    failure.kind === 'retry-later' ? chosenDelay(failure.delaySeconds) : backoffSeconds(job.attempt, rules);
  return { action: 'retry', error, delayMs: Math.round(seconds * 1000) };
}

/** A delay that is no number means none. */
const chosenDelay = (seconds: number) => Math.min(MAX_DELAY_SECONDS, Math.max(0, seconds || 0));

/** `initialSeconds · factor^(attempt − 1)`, at most `maxSeconds`; the upper half of it is left to chance. */
export function backoffSeconds(attempt: number, { backoff, random }: Pick<RetryRules, 'backoff' | 'random'>): number {
  const full = Math.min(backoff.maxSeconds, backoff.initialSeconds * backoff.factor ** (attempt - 1));
  return full * (0.5 + random() / 2);
}

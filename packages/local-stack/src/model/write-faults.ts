import type { JobRecord } from '@jobs/job-store';
import { isTerminal, mayBecome } from '@jobs/shared-contracts';
import type { Invariant } from './invariants.ts';

/** RUNNING under a new attempt, another status: what is published. Progress and a request to cancel are no such change. */
export const isTransition = (before: JobRecord, after: JobRecord) =>
  before.status !== after.status || before.attempt !== after.attempt;

/** A worker gave the job back without having failed at it. */
export const isRelease = (before: JobRecord, after: JobRecord) =>
  before.status === 'RUNNING' && after.status === 'QUEUED' && after.error?.attempt !== after.attempt;

export const isRedrive = (before: JobRecord, after: JobRecord) =>
  before.status === 'FAILED' && (after.status === 'QUEUED' || after.status === 'SCHEDULED');

/** Which attempt a result says that it is of. */
export interface ModelResult {
  readonly attempt: number;
}

function resultAttempt({ result }: JobRecord): number | undefined {
  return result && 'inline' in result ? (result.inline as unknown as ModelResult).attempt : undefined;
}

/** What the history of a job says about a write, beyond the job before and after it. */
export interface WriteContext {
  /** What the history of the job gives it. */
  readonly attemptsAllowed: number;
  /** The job was taken from an attempt whose lease was not over. */
  readonly isTakenEarly: boolean;
}

/** The invariants that a write breaks. */
export function writeFaults(
  before: JobRecord,
  after: JobRecord,
  { attemptsAllowed, isTakenEarly }: WriteContext,
): Invariant[] {
  const moved = isTransition(before, after);
  const claimed = after.attempt !== before.attempt;
  const cancelled = before.cancelRequestedAt !== undefined;
  const rules: Readonly<Partial<Record<Invariant, boolean>>> = {
    'moves are legal':
      (!moved || (mayBecome(before.status, after.status) && after.version === before.version + 1)) &&
      after.version >= before.version,
    'one end': !moved || !isTerminal(before.status) || isRedrive(before, after),
    'one result':
      (after.status === 'SUCCEEDED') === (after.result !== undefined) &&
      (after.status !== 'SUCCEEDED' || resultAttempt(after) === after.attempt),
    'attempts only grow': claimed
      ? after.attempt === before.attempt + 1 && after.status === 'RUNNING' && after.attempt <= attemptsAllowed
      : true,
    'a release burns no attempt': after.maxAttempts === attemptsAllowed,
    'a lease is respected': !isTakenEarly,
    'cancel means cancel': !cancelled || !moved || after.status === 'CANCELLED',
  };
  return Object.entries(rules).flatMap(([invariant, holds]) => (holds ? [] : [invariant as Invariant]));
}

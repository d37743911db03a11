import { statusesBefore, type JobStatus } from '@jobs/shared-contracts';
import { QUEUED_AHEAD_MS, START_TOLERANCE_MS } from '../../port/start-time.ts';
import { toSeconds } from './job-item.ts';

/** A condition of a write. `#name` stands for the attribute `name`. */
export interface Condition {
  readonly expression: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const condition = (expression: string, values: Condition['values'] = {}): Condition => ({ expression, values });

export function allOf(...conditions: readonly Condition[]): Condition {
  return {
    expression: conditions.map(({ expression }) => `(${expression})`).join(' AND '),
    values: Object.assign({}, ...conditions.map(({ values }) => values)) as Condition['values'],
  };
}

export function hasStatus(statuses: readonly JobStatus[]): Condition {
  const values = Object.fromEntries(statuses.map((status, index) => [`:status${index}`, status]));
  return condition(`#status IN (${Object.keys(values).join(', ')})`, values);
}

/** The transition table allows this status to follow. */
export const mayBecome = (status: JobStatus) => hasStatus(statusesBefore(status));

/** The attempt holds the lease: it is the last one that claimed the job, and has not ended. */
export const heldBy = (attempt: number) =>
  condition('#attempt = :attempt AND attribute_exists(#leaseExpiresAt)', { ':attempt': attempt });

export const isHeld = condition('attribute_exists(#leaseExpiresAt)');
export const isNotHeld = condition('attribute_not_exists(#leaseExpiresAt)');

export const leaseIsOver = (now: number) =>
  condition('attribute_not_exists(#leaseExpiresAt) OR #leaseExpiresAt <= :now', { ':now': now });

export const timeHasCome = (now: number) =>
  condition(
    '(attribute_not_exists(#runAt) OR #runAt <= :startable) AND (attribute_not_exists(#notBefore) OR #notBefore <= :startable)',
    { ':startable': now + START_TOLERANCE_MS },
  );

export const isInRound = (round: number) => condition('#orderRound = :round', { ':round': round });

export const timeIsNear = (now: number) => condition('#runAt <= :near', { ':near': now + QUEUED_AHEAD_MS });

export const attemptsAreLeft = condition('#attempt < #maxAttempts');
export const attemptsAreUsedUp = condition('#attempt >= #maxAttempts');

export const cancelWasRequested = condition('attribute_exists(#cancelRequestedAt)');
export const cancelWasNotRequested = condition('attribute_not_exists(#cancelRequestedAt)');

export const purgeWasRequested = condition('attribute_exists(#purgeRequestedAt)');
export const purgeWasNotRequested = condition('attribute_not_exists(#purgeRequestedAt)');

export const belongsTo = (owner: string) => condition('#owner = :owner', { ':owner': owner });

export const isAtVersion = (version: number) => condition('#version = :version', { ':version': version });

export const waitsForJobs = condition('attribute_exists(#waitsFor)');
export const waitsForNoJobs = condition('attribute_not_exists(#waitsFor)');

export const isInLine = condition('attribute_exists(#heldLine)');
export const isInNoLine = condition('attribute_not_exists(#heldLine)');
export const isNotLimited = condition('attribute_not_exists(#limitKey)');

/** As `isInRound`, of a job that may not say that it is in its first. */
export const isInRoundOrFirst = (round: number) =>
  round === 0
    ? condition('attribute_not_exists(#orderRound) OR #orderRound = :round', { ':round': 0 })
    : isInRound(round);

export const isDueSometime = condition('attribute_exists(#dueAt)');

/** The retention time is not over; an item lives on in the table for a while after it. */
export const isNotExpired = (now: number) => condition('#expiresAt > :seconds', { ':seconds': toSeconds(now) });

export const isAbsentOrExpired = (now: number) =>
  condition('attribute_not_exists(#jobId) OR #expiresAt <= :seconds', { ':seconds': toSeconds(now) });

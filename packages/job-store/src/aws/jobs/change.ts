import type { JobStatus } from '@jobs/shared-contracts';
import type { AttemptRecord, JobRecord } from '../../port/job-record.ts';
import type { StoredJob } from './job-item.ts';

type Counter = 'version' | 'attempt' | 'maxAttempts';
type CounterResult = Counter | 'orderRound';

type OptionalAttribute = {
  [K in keyof JobRecord]-?: undefined extends JobRecord[K] ? K : never;
}[keyof JobRecord];

/** What a write changes. The same description makes the update that is sent and the record that results from it. */
export interface Change {
  readonly set: Partial<JobRecord>;
  /** Set unless the attribute has a value. */
  readonly setOnce?: Partial<Pick<JobRecord, 'startedAt'>>;
  /** A counter becomes the old value of a counter (often its own) plus a number. */
  readonly counters?: Partial<Record<CounterResult, { readonly of: Counter; readonly plus: number }>>;
  /** Added to the end of the history. */
  readonly append?: { readonly attempts: AttemptRecord };
  readonly remove?: readonly OptionalAttribute[];
}

/** A change of status. */
export interface Transition extends Change {
  readonly set: Partial<JobRecord> & { readonly status: JobStatus };
}

/** The record after the change. */
export function applyChange(previous: JobRecord, change: Change): JobRecord {
  const counters = Object.entries(change.counters ?? {}).map(([counter, { of, plus }]) => [
    counter,
    previous[of] + plus,
  ]);
  const removed = new Set<string>(change.remove);
  const kept = Object.entries(previous).filter(([attribute]) => !removed.has(attribute));
  return Object.fromEntries([
    ...Object.entries(change.setOnce ?? {}),
    ...kept,
    ...Object.entries(change.set),
    ...counters,
    ...(change.append ? [['attempts', [...previous.attempts, change.append.attempts]]] : []),
  ]) as JobRecord;
}

/**
 * The record before a transition that is known to have been written, though its answer was lost. What the transition
 * overwrote is gone: status, time, version and attempt are right, which is what an event of that state needs.
 */
export function undoTransition(current: StoredJob, transition: Transition): JobRecord {
  const { job, before } = current;
  const set = new Set(Object.keys(transition.set));
  if (transition.setOnce?.startedAt === job.startedAt) set.add('startedAt');
  const counters = Object.entries(transition.counters ?? {})
    .filter(([counter, { of }]) => counter === of)
    .map(([counter, { of, plus }]) => [counter, job[of] - plus]);
  return Object.fromEntries([
    ...Object.entries(job).filter(([attribute]) => !set.has(attribute)),
    ['status', before?.status ?? job.status],
    ['updatedAt', before?.updatedAt ?? job.updatedAt],
    ['attempts', transition.append ? job.attempts.slice(0, -1) : job.attempts],
    ...counters,
  ]) as JobRecord;
}

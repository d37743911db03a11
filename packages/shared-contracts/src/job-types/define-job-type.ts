import type { Static, TSchema } from 'typebox';
import { LIMITS } from '../limits.ts';
import { computeProblems, type Compute } from './compute.ts';
import { isWhole } from './is-whole.ts';
import { limitProblems, type JobLimits } from './job-limits.ts';

/** The queues that a job type may have, most urgent first. */
export const LANES = ['high', 'standard', 'low'] as const;
export type Lane = (typeof LANES)[number];

/** How long a job waits before its next attempt: `initialSeconds · factor^(attempt − 1)`, at most `maxSeconds`, with full jitter on the upper half. */
export interface Backoff {
  readonly initialSeconds: number;
  readonly factor: number;
  readonly maxSeconds: number;
}

export interface JobTypeSettings {
  /** Kebab-case, also in queue names: at most 40 characters. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly lanes: readonly Lane[];
  /**
   * `fifo`: jobs of one owner with the same `orderingKey` start in the order in which they were accepted, one at a time.
   * Absent: as soon as there is a worker for them.
   */
  readonly ordering?: 'fifo';
  /** How long an attempt may go without a heartbeat before another worker may claim the job. */
  readonly leaseSeconds: number;
  /** An attempt still running after this is stopped, and counts as failed. At most 12 hours less a lease, since SQS ends a receive then. */
  readonly timeLimitSeconds: number;
  /** Attempts when the request names no number, and the most that a request may ask for. */
  readonly maxAttempts: number;
  readonly backoff: Backoff;
  /** Jobs that one worker process runs at once, each in a thread of its own. */
  readonly concurrencyPerWorker: number;
  /** Caps over all workers; none by default, and then they cost nothing. */
  readonly limits?: JobLimits;
  /**
   * Days after which the result of a job and its files are deleted; the job itself is still listed. Absent: they are kept
   * for as long as the job.
   */
  readonly resultRetentionDays?: number;
  readonly compute: Compute;
}

/** One job type: what a client sends, what it gets, and how the work is queued and run. */
export interface JobType<
  Input extends TSchema = TSchema,
  Result extends TSchema = TSchema,
  Name extends string = string,
> extends JobTypeSettings {
  readonly name: Name;
  readonly input: Input;
  readonly result: Result;
}

export type JobInput<T extends JobType> = Static<T['input']>;
export type JobResult<T extends JobType> = Static<T['result']>;

const DEFAULTS = {
  lanes: ['standard'],
  leaseSeconds: 60,
  timeLimitSeconds: 15 * 60,
  maxAttempts: 3,
  backoff: { initialSeconds: 2, factor: 2, maxSeconds: 300 },
  concurrencyPerWorker: 2,
} as const;

type Declaration<Input extends TSchema, Result extends TSchema, Name extends string> = Pick<
  JobType<Input, Result, Name>,
  'name' | 'title' | 'description' | 'input' | 'result' | 'compute'
> &
  Partial<JobTypeSettings>;

/** A job type's declaration is wrong; `problems` names every fault at once. */
export class InvalidJobTypeError extends Error {
  override readonly name = 'InvalidJobTypeError';
  readonly code = 'invalid-job-type';
  readonly problems: readonly string[];

  constructor(jobType: string, problems: readonly string[]) {
    super(`Job type "${jobType}" is declared wrongly: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

/**
 * Declares a job type. Fills in the defaults and refuses settings that AWS would refuse or that lose work.
 * @throws {InvalidJobTypeError} naming every fault
 */
export function defineJobType<Input extends TSchema, Result extends TSchema, Name extends string>(
  declaration: Declaration<Input, Result, Name>,
): JobType<Input, Result, Name> {
  const jobType: JobType<Input, Result, Name> = { ...DEFAULTS, ...declaration };
  const problems = jobTypeProblems(jobType);
  if (problems.length > 0) throw new InvalidJobTypeError(jobType.name, problems);
  return jobType;
}

/** Every fault of a complete declaration; none is the rule. */
export const jobTypeProblems = (jobType: JobType): readonly string[] => [
  ...settingProblems(jobType),
  ...computeProblems(jobType),
  ...limitProblems(jobType.limits),
];

/** Kebab-case, at most 40 characters: with what is put around it, AWS takes it in the names of queues and roles. */
export const isJobTypeName = (name: string): boolean => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 40;

function orderingProblems({ ordering, lanes, compute, limits }: JobTypeSettings): string[] {
  if (ordering === undefined) return [];
  return [
    ordering === 'fifo' ? '' : 'ordering must be "fifo", or be left out',
    lanes.length === 1
      ? ''
      : 'lanes must be ["standard"] alone with ordering "fifo": jobs of several lanes have no order',
    compute.kind === 'lambda' ? 'ordering "fifo" needs workers, which compute of the kind "lambda" has none of' : '',
    limits
      ? 'limits must be left out with ordering "fifo": a job that waits for a slot and one that waits for its turn could wait for each other'
      : '',
  ];
}

function settingProblems(t: JobTypeSettings): string[] {
  const twelveHours = 12 * 60 * 60;
  return [
    isJobTypeName(t.name) ? '' : 'name must be kebab-case, at most 40 characters',
    t.lanes.length > 0 && new Set(t.lanes).size === t.lanes.length
      ? ''
      : 'lanes must name at least one lane, each once',
    t.lanes.includes('standard') ? '' : 'lanes must include "standard", where jobs go by default',
    ...orderingProblems(t),
    isWhole(t.leaseSeconds, 5, 3600) ? '' : 'leaseSeconds must be whole, from 5 to 3600',
    isWhole(t.timeLimitSeconds, 1, twelveHours - t.leaseSeconds)
      ? ''
      : 'timeLimitSeconds must be whole, from 1 to 12 hours less the lease',
    isWhole(t.maxAttempts, 1, LIMITS.attempts) ? '' : `maxAttempts must be whole, from 1 to ${LIMITS.attempts}`,
    t.resultRetentionDays === undefined || isWhole(t.resultRetentionDays, 1, LIMITS.jobRetentionDays)
      ? ''
      : `resultRetentionDays must be whole, from 1 to ${LIMITS.jobRetentionDays}, as long as jobs are kept; leave it out for that`,
    isWhole(t.concurrencyPerWorker, 1, 1000) ? '' : 'concurrencyPerWorker must be whole, from 1 to 1000',
    t.backoff.initialSeconds >= 0 &&
    t.backoff.factor >= 1 &&
    t.backoff.maxSeconds <= 3600 &&
    t.backoff.maxSeconds >= t.backoff.initialSeconds
      ? ''
      : 'backoff needs initialSeconds ≥ 0, factor ≥ 1 and maxSeconds from initialSeconds to 3600',
  ].filter(Boolean);
}

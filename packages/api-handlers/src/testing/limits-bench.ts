import { jobEventOf, type JobRecord, type JobTable } from '@jobs/job-store';
import { createMemoryJobStore, type MemoryJobStore } from '@jobs/job-store/memory';
import { isTerminal, type JobEvent, type JobLimits, type SubmitJobRequest } from '@jobs/shared-contracts';
import type { GrantDependencies } from '../limits/grant-slot.ts';
import type { Quotas } from '../limits/quotas.ts';
import { reconcileJobs } from '../reconcile-jobs/reconcile-jobs.ts';
import { sweepLimits } from '../reconcile-jobs/sweep-limits.ts';
import { retryJob } from '../retry-job/retry-job.ts';
import { settleJob } from '../settle-jobs/settle-job.ts';
import { submitJob, type SubmitJobOutcome } from '../submit-job/submit-job.ts';
import { captureLog } from './captured-log.ts';

export interface LimitsBenchSettings {
  readonly limits?: JobLimits | undefined;
  readonly quotas?: Partial<Quotas>;
  readonly startAt?: number;
  /** Called before each call of a part of the store; what it throws, the call does. */
  readonly before?: (call: string) => Promise<void> | void;
}

type Submitted = Partial<SubmitJobRequest> & { readonly idempotencyKey?: string };

export interface LimitsBench {
  /** Past `before`. */
  readonly store: MemoryJobStore;
  readonly deps: GrantDependencies & { readonly jobs: JobTable };
  readonly now: () => number;
  readonly advance: (ms: number) => void;
  /** What is declared from now on. */
  readonly limitTo: (changed: JobLimits | undefined) => void;
  readonly submit: (owner: string, request?: Submitted) => Promise<SubmitJobOutcome>;
  readonly retry: (jobId: string) => Promise<JobRecord>;
  /** The events to settle that were published since the last time. */
  readonly takeEvents: () => readonly JobEvent[];
  readonly settle: (event: JobEvent) => Promise<void>;
  /** Settles all that was published, and what is published by that. */
  readonly settleAll: () => Promise<void>;
  readonly reconcile: () => Promise<void>;
  /** A worker takes the job; undefined if it can't. */
  readonly begin: (job: JobRecord) => Promise<JobRecord | undefined>;
  /** A worker ends what it has taken, and publishes that. */
  readonly end: (job: JobRecord, outcome?: 'succeeded' | 'failed') => Promise<void>;
  readonly jobs: () => readonly JobRecord[];
  readonly atWork: () => readonly JobRecord[];
  readonly held: () => readonly JobRecord[];
  readonly active: () => readonly JobRecord[];
}

const LEASE_MS = 60 * 60 * 1000;
const RUN = { maxJobs: 5000, maxDurationMs: 45_000 };
const NO_QUOTAS: Quotas = { maxActiveJobs: undefined, submissionsPerMinute: undefined };

/** What submits, settles and reconciles jobs of a limited type, on a store in memory and a clock that a test moves on. */
export function createLimitsBench(settings: LimitsBenchSettings): LimitsBench {
  const { before, startAt = Date.parse('2027-01-01T00:00:00Z') } = settings;
  let clock = startAt;
  let { limits } = settings;
  const now = () => clock;
  const store = createMemoryJobStore({ clock: { now, after: () => () => {} } });
  const deps = {
    ...(before ? withCalls(store, before) : store),
    webhookSecrets: { listSecrets: async () => [] },
    connections: { ownerWatchedUntil: async () => undefined },
    allowLoopback: false,
    eventSource: '/jobs/test',
    limitsOf: () => limits,
    quotas: { ...NO_QUOTAS, ...settings.quotas },
    now,
    log: captureLog().logger,
  };
  const jobs = () => store.table.stored().map(({ job }) => job);
  const settle = (event: JobEvent) => settleJob(deps, event);

  return {
    store,
    deps,
    now,
    jobs,
    settle,
    advance: (ms) => {
      clock += ms;
    },
    limitTo: (changed) => {
      limits = changed;
    },
    submit: (owner, { idempotencyKey, ...request } = {}) =>
      submitJob(deps, {
        owner,
        body: { type: 'text-analyze', input: { source: { text: 'To be.' } }, ...request },
        ...(idempotencyKey !== undefined && { idempotencyKey }),
        traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
        log: deps.log,
      }),
    retry: (jobId) => retryJob(deps, { jobId, owner: undefined, log: deps.log }),
    ...settling(store, settle),
    reconcile: async () => {
      await sweepLimits(deps, clock + RUN.maxDurationMs);
      await reconcileJobs(deps, RUN);
    },
    begin: async ({ jobId }) => {
      const claim = await deps.jobs.claimJob(jobId, { claimId: `${jobId} ${clock}`, leaseDurationMs: LEASE_MS });
      return claim.outcome === 'claimed' ? claim.job : undefined;
    },
    end: (job, outcome = 'succeeded') => endAttempt(deps, job, outcome),
    atWork: () => jobs().filter(({ status }) => status === 'QUEUED' || status === 'RUNNING'),
    held: () => jobs().filter(({ heldLine }) => heldLine !== undefined),
    active: () => jobs().filter(({ status }) => !isTerminal(status)),
  };
}

function settling({ events }: MemoryJobStore, settle: LimitsBench['settle']) {
  let taken = 0;
  const takeEvents = () => {
    const newest = events.published.slice(taken).filter(({ settles }) => settles === true);
    taken = events.published.length;
    return newest;
  };
  return {
    takeEvents,
    settleAll: async () => {
      for (let next = takeEvents(); next.length > 0; next = takeEvents()) {
        for (const event of next) await settle(event);
      }
    },
  };
}

async function endAttempt(
  { jobs, events, eventSource }: LimitsBench['deps'],
  { jobId, attempt, attempts }: JobRecord,
  outcome: 'succeeded' | 'failed',
): Promise<void> {
  const ref = { jobId, attempt, attempts };
  const end =
    outcome === 'succeeded'
      ? await jobs.succeedAttempt(ref, { inline: null })
      : await jobs.failAttempt(ref, { code: 'boom', message: 'Boom' });
  if (end.outcome === 'written') await events.publish([jobEventOf(end.job, eventSource)]);
}

const PARTS = ['jobs', 'limits', 'queues', 'events', 'payloads', 'uniqueKeys', 'followers'] as const;

function withCalls(store: MemoryJobStore, before: NonNullable<LimitsBenchSettings['before']>): MemoryJobStore {
  const wrap = <T extends object>(part: T, name: string): T =>
    new Proxy(part, {
      get: (target, key) => {
        const method = Reflect.get(target, key) as unknown;
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          await before(`${name}.${String(key)}`);
          return Reflect.apply(method, target, args) as unknown;
        };
      },
    });
  return { ...store, ...Object.fromEntries(PARTS.map((name) => [name, wrap(store[name] as object, name)])) };
}

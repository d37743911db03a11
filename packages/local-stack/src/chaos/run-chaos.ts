import { isTerminal, JOB_TYPES } from '@jobs/shared-contracts';
import type { Intercept } from '@jobs/stand-ins';
import { createApiClient } from '../demo/api-client.ts';
import { startLocalStack, type LocalStack } from '../start-local-stack.ts';
import { checkHistory, type Violation } from './check/check-history.ts';
import type { ChaosHistory } from './check/history.ts';
import { uploadFor, type Uploads } from './clients/job-requests.ts';
import { readAll, runClients, type ClientsContext, type ClientsLog } from './clients/run-clients.ts';
import { createStubbornClient, type Answers } from './clients/stubborn-client.ts';
import { disturbUntilDone, untilAtRest } from './come-to-rest.ts';
import { createDisturber, type Disturber } from './disturb.ts';
import type { FaultKind } from './faults/decide-fault.ts';
import { injectFaults } from './faults/inject-faults.ts';
import { observeServices, type Observed } from './observe.ts';
import { planChaos, type ChaosPlan, type ChaosSettings } from './plan/chaos-plan.ts';
import { OWNERS } from './plan/plan-jobs.ts';

export const RECONCILE_INTERVAL_MS = 5000;

const SHUTDOWN_GRACE_SECONDS = 4;
/** With one worker alone, a recovery that begins when this one is killed as well takes as long as a worker's start. */
const MIN_WORKERS_EACH = 2;
const MAX_WORKERS = 9;
/** The reconciler looks at a lost job after two minutes, and after two more. */
const STUCK_MS = 5 * 60_000;
/** Longer than any pause between jobs: workers are lost often enough. */
const SCALE_IN_AFTER_MS = 5 * 60_000;
const RESTART_DELAY_MS = 500;
const API_KEYS = OWNERS.map((owner) => ({ owner, key: `key-of-${owner}` }));

export interface ChaosOptions extends ChaosSettings {
  readonly signal: AbortSignal;
  readonly progress?: (ended: number, all: number) => void;
  /** Stands between the callers and all faults: for those who break the protocol on purpose. */
  readonly mutate?: (intercept: Intercept) => Intercept;
  /** Processes are left alone. */
  readonly undisturbed?: boolean;
  /** Without any progress for so long, the rest is stuck. */
  readonly stuckMs?: number;
}

export interface ChaosRun {
  readonly settings: ChaosSettings;
  readonly history: ChaosHistory;
  readonly violations: readonly Violation[];
  readonly observed: Observed;
  readonly faults: ReadonlyMap<FaultKind, number>;
  readonly disturber: Pick<Disturber, 'counts' | 'outages'>;
  readonly answers: Answers;
  readonly duplicateSubmits: number;
  readonly durationMs: number;
}

/** Runs the whole stack through what the seed has in store for it, lets it come to rest, and checks what became of every job. */
export async function runChaos(options: ChaosOptions): Promise<ChaosRun> {
  const { mutate = (intercept: Intercept) => intercept, undisturbed = false, stuckMs = STUCK_MS } = options;
  const startedAt = Date.now();
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  const plan = planChaos(options);
  const faults = new Map<FaultKind, number>();
  const injection = injectFaults(plan, (kind) => faults.set(kind, (faults.get(kind) ?? 0) + 1));
  const { intercept, observed } = observeServices(mutate(injection.intercept), isTerminal);

  const stack = await startLocalStack({
    apiKeys: API_KEYS,
    captureEvents: true,
    intercept,
    maxWorkers: MAX_WORKERS,
    minWorkersEach: MIN_WORKERS_EACH,
    reconcileIntervalMs: RECONCILE_INTERVAL_MS,
    shutdownGraceSeconds: SHUTDOWN_GRACE_SECONDS,
    longestRestartDelayMs: RESTART_DELAY_MS,
    scaleInAfterMs: SCALE_IN_AFTER_MS,
    workerEntry: 'testing/short-lease-worker',
    logLevel: 'silent',
  });
  const disturber = createDisturber(stack, undisturbed ? [] : plan.disturbances);
  try {
    const answers: Answers = new Map();
    const context = await openClients(stack, observed, answers, signal);
    const log: ClientsLog = { accepted: [], sightings: [], refusals: [], duplicateSubmits: 0 };
    injection.begin();
    const clients = runClients(plan.planned, context, log);
    const watched = { disturber, observed, signal, stuckMs };
    await disturbUntilDone(clients, watched, (ended) => options.progress?.(ended, options.jobs));
    injection.calm();
    disturber.calm();
    await untilAtRest(stack, log.accepted, watched);
    const history = await collect(stack, log, { disturber, observed, context, plan });
    return {
      settings: { seed: plan.seed, jobs: plan.jobs, quick: plan.quick },
      history,
      violations: checkHistory(history),
      observed,
      faults,
      disturber,
      answers,
      duplicateSubmits: log.duplicateSubmits,
      durationMs: Date.now() - startedAt,
    };
  } finally {
    over.abort();
    disturber.calm();
    await stack.stop();
  }
}

async function openClients(stack: LocalStack, observed: Observed, answers: Answers, signal: AbortSignal) {
  const keyOf = (owner: string) => stack.apiKeys.find((entry) => entry.owner === owner)?.key ?? '';
  const uploads = new Map<string, Uploads>();
  for (const owner of OWNERS) {
    const api = createApiClient(stack.url, keyOf(owner), signal);
    uploads.set(owner, await uploadFor((content) => api.upload(content)));
  }
  const context: ClientsContext = {
    call: createStubbornClient(stack.url, signal, answers),
    keyOf,
    uploadsOf: (owner) => uploads.get(owner) ?? { photo: '', noText: '' },
    ended: () => observed.ended.size,
    signal,
  };
  return context;
}

interface Collected {
  readonly disturber: Disturber;
  readonly observed: Observed;
  readonly context: ClientsContext;
  readonly plan: ChaosPlan;
}

async function collect(
  stack: LocalStack,
  log: ClientsLog,
  { disturber, observed, context, plan }: Collected,
): Promise<ChaosHistory> {
  const ownerOf = new Map(plan.planned.map(({ idempotencyKey, owner }) => [idempotencyKey, owner]));
  const endViews = await readAll(log.accepted, (key) => ownerOf.get(key) ?? '', context);
  const letters = await Promise.all(
    JOB_TYPES.map(async ({ name }) => (await stack.deadLetters(name)).map(({ jobId }) => ({ queue: name, jobId }))),
  );
  return {
    ...log,
    writes: observed.writes,
    events: stack.events(),
    endViews,
    deadLetters: letters.flat(),
    backlog: stack.workers().reduce((sum, { backlog }) => sum + backlog, 0),
    deaths: disturber.deaths,
  };
}

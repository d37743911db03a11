import { wakeTimes } from '@jobs/job-store';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { lookAtBatches } from '../batches/look-at-batches.ts';
import { declaredLimits } from '../limits/declared-limits.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import { keepServices, type KeptServices } from '../wake/keep-services.ts';
import { SERVICES } from '../wake/sleeping-job-types.ts';
import type { ReconcileJobsConfig } from './load-config.ts';
import { reconcileJobs, RUN_BUDGET, type ReconcileOutcome } from './reconcile-jobs.ts';
import { sweepLimits } from './sweep-limits.ts';

/** A part of a run: what is left of it goes to the jobs. */
const LIMITS_BUDGET_MS = 15_000;

/** `limits`: how many were looked at. `services`: what became of those that sleep or have work. */
type ReconcileRun = ReconcileOutcome & { readonly limits: number; readonly services: KeptServices };

/** What the jobs leave of a run, with a reserve. */
const BATCHES_MS = 8000;

export type ReconcileHandler = (event: unknown, context: Context) => Promise<ReconcileRun>;

/** Run every minute by EventBridge Scheduler; what the event says does not matter. */
export function createHandler(config: ReconcileJobsConfig, overrides: HandlerOverrides = {}): ReconcileHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const log = logger.child({ operation: 'reconcile-jobs' });
  const { limitsOf = declaredLimits } = overrides;
  const dependencies = { ...store, eventSource: config.store.resources.events.source, limitsOf, now, log };
  const times = wakeTimes(config.store.resources.wakeStates.idleSeconds);
  const services = { ...store, services: SERVICES, times, now, log };
  return middy<unknown, ReconcileRun>()
    .onError(({ error }) => {
      log.error({ err: error }, 'failed');
    })
    .handler(async () => {
      const startedAt = now();
      const kept = await keepServices(services);
      const limits = await sweepLimits(dependencies, startedAt + LIMITS_BUDGET_MS);
      const maxDurationMs = startedAt + RUN_BUDGET.maxDurationMs - now();
      const reconciled = await reconcileJobs(dependencies, { ...RUN_BUDGET, maxDurationMs });
      const batches = await lookAtBatches(dependencies, BATCHES_MS);
      const outcome = { ...reconciled, limits, services: kept };
      log.info({ ...outcome, batches, durationMs: now() - startedAt }, 'reconciled');
      return outcome;
    });
}

import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { ReconcileJobsConfig } from './load-config.ts';
import { reconcileJobs, RUN_BUDGET, type ReconcileOutcome } from './reconcile-jobs.ts';

export type ReconcileHandler = (event: unknown, context: Context) => Promise<ReconcileOutcome>;

/** Run every minute by EventBridge Scheduler; what the event says does not matter. */
export function createHandler(config: ReconcileJobsConfig, overrides: HandlerOverrides = {}): ReconcileHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const log = logger.child({ operation: 'reconcile-jobs' });
  const dependencies = { ...store, eventSource: config.store.resources.events.source, now, log };
  return middy<unknown, ReconcileOutcome>()
    .onError(({ error }) => {
      log.error({ err: error }, 'failed');
    })
    .handler(async () => {
      const startedAt = now();
      const outcome = await reconcileJobs(dependencies, RUN_BUDGET);
      log.info({ ...outcome, durationMs: now() - startedAt }, 'reconciled');
      return outcome;
    });
}

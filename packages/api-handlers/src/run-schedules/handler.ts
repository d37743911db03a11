import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { RunSchedulesConfig } from './load-config.ts';
import { RUN_BUDGET, runSchedules, type RunSchedulesOutcome } from './run-schedules.ts';

export type RunSchedulesHandler = (event: unknown, context: Context) => Promise<RunSchedulesOutcome>;

/** Run every minute by EventBridge Scheduler; what the event says does not matter. */
export function createHandler(config: RunSchedulesConfig, overrides: HandlerOverrides = {}): RunSchedulesHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const { allowLoopback, quotas } = config;
  const log = logger.child({ operation: 'run-schedules' });
  const eventSource = config.store.resources.events.source;
  const { limitsOf } = overrides;
  const dependencies = { ...store, allowLoopback, quotas, limitsOf, eventSource, now, log };
  return middy<unknown, RunSchedulesOutcome>()
    .onError(({ error }) => {
      log.error({ err: error }, 'failed');
    })
    .handler(async () => {
      const startedAt = now();
      const outcome = await runSchedules(dependencies, RUN_BUDGET);
      log.info({ ...outcome, durationMs: now() - startedAt }, 'ran schedules');
      return outcome;
    });
}

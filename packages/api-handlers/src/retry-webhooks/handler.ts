import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { RetryWebhooksConfig } from './load-config.ts';
import { retryWebhooks, RUN_BUDGET, type RetryOutcome } from './retry-webhooks.ts';

export type RetryWebhooksHandler = (event: unknown, context: Context) => Promise<RetryOutcome>;

/** Run every minute by EventBridge Scheduler; what the event says does not matter. */
export function createHandler(config: RetryWebhooksConfig, overrides: HandlerOverrides = {}): RetryWebhooksHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const log = logger.child({ operation: 'retry-webhooks' });
  return middy<unknown, RetryOutcome>()
    .onError(({ error }) => {
      log.error({ err: error }, 'failed');
    })
    .handler(async () => {
      const startedAt = now();
      const outcome = await retryWebhooks({ ...store, now, log }, RUN_BUDGET);
      log.info({ ...outcome, durationMs: now() - startedAt }, 'retried');
      return outcome;
    });
}

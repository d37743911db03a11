import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { declaredLimits } from '../limits/declared-limits.ts';
import { newestEvents } from '../push-events/newest-events.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { SettleJobsConfig } from './load-config.ts';
import { settleJob } from './settle-job.ts';

export type SettleJobsHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** Run by the queue of settlements, with the ends of jobs that something waits for. Names those that are to come again. */
export function createHandler(config: SettleJobsConfig, overrides: HandlerOverrides = {}): SettleJobsHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const log = logger.child({ operation: 'settle-jobs' });
  const { limitsOf = declaredLimits } = overrides;
  const dependencies = { ...store, eventSource: config.store.resources.events.source, limitsOf, now, log };
  return async ({ Records }) => {
    const { newest, malformed } = newestEvents(Records);
    for (const messageId of malformed) log.error({ messageId }, 'a message that is no job event');
    const failed = await Promise.all(
      newest.map(async ({ messageId, event }) => {
        try {
          await settleJob(dependencies, event);
          return [];
        } catch (error) {
          log.warn({ messageId, jobId: event.subject, err: error }, 'not settled: it will come again');
          return [messageId];
        }
      }),
    );
    return { batchItemFailures: [...malformed, ...failed.flat()].map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

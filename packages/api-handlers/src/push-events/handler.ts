import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { openPushChannel } from '../push/push-endpoint.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { PushEventsConfig } from './load-config.ts';
import { newestEvents } from './newest-events.ts';
import { pushEvent } from './push-event.ts';

export type PushEventsHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** Run by the queue of push, with events of watched jobs. Names those that are to come again. */
export function createHandler(config: PushEventsConfig, overrides: HandlerOverrides = {}): PushEventsHandler {
  const { store, logger } = openRuntimeWithStore(config, overrides);
  const log = logger.child({ operation: 'push-events' });
  const dependencies = { ...store, channel: openPushChannel(config.pushEndpoint, overrides), log };
  return async ({ Records }) => {
    const { newest, malformed } = newestEvents(Records);
    for (const messageId of malformed) log.error({ messageId }, 'a message that is no job event');
    const failed = await Promise.all(
      newest.map(async ({ messageId, event }) => {
        try {
          await pushEvent(dependencies, event);
          return [];
        } catch (error) {
          log.warn({ messageId, jobId: event.subject, err: error }, 'not pushed to all: it will come again');
          return [messageId];
        }
      }),
    );
    return { batchItemFailures: [...malformed, ...failed.flat()].map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

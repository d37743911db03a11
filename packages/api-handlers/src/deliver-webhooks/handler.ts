import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import { INTERNET } from '../webhooks/webhook-network.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import type { DeliverWebhooksConfig } from './load-config.ts';
import { createSendWebhook } from './send-webhook.ts';

export type DeliverWebhooksHandler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** Run by the queue of webhooks, with up to a batch of messages at once. Names those that are to come again. */
export function createHandler(config: DeliverWebhooksConfig, overrides: HandlerOverrides = {}): DeliverWebhooksHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const log = logger.child({ operation: 'deliver-webhooks' });
  const send = createSendWebhook({ ...INTERNET, ...overrides.network }, config.allowLoopback);
  const dependencies = { ...store, send, now, random: overrides.random ?? Math.random, log };
  return async ({ Records }) => {
    const failed = await Promise.all(
      Records.map(async ({ messageId, body }) => {
        try {
          await deliverWebhook(dependencies, body);
          return [];
        } catch (error) {
          log.error({ messageId, err: error }, 'a message could not be handled');
          return [{ itemIdentifier: messageId }];
        }
      }),
    );
    return { batchItemFailures: failed.flat() };
  };
}

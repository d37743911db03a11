import type { WebhookSecretList } from '@jobs/shared-contracts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import { presentSecret } from '../webhooks/present-secret.ts';
import type { ListWebhookSecretsConfig } from './load-config.ts';

export function createHandler(config: ListWebhookSecretsConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'list-webhook-secrets',
    logger,
    now,
    handle: async ({ owner }) => {
      const secrets = await store.webhookSecrets.listSecrets(owner);
      const answer: WebhookSecretList = { secrets: secrets.map(presentSecret) };
      return jsonResponse(200, answer, { 'cache-control': 'private, no-cache' });
    },
  });
}

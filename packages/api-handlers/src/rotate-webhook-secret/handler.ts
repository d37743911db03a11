import { randomBytes } from 'node:crypto';
import { LIMITS, type NewWebhookSecret } from '@jobs/shared-contracts';
import { actorOf, audited } from '../audit/audited.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import { presentSecret } from '../webhooks/present-secret.ts';
import type { RotateWebhookSecretConfig } from './load-config.ts';

/** Standard Webhooks asks for 24 to 64. */
const SECRET_BYTES = 32;

/** Makes the owner's newest secret. It is in this answer and in none after: whoever loses it makes another. */
export function createHandler(config: RotateWebhookSecretConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'rotate-webhook-secret',
    logger,
    now,
    handle: async (request) => {
      const { owner } = request;
      const id = `whs_${randomBytes(8).toString('hex')}`;
      const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
      const overlapMs = LIMITS.webhookSecretOverlapSeconds * 1000;
      const added = await audited(
        store.auditLog,
        actorOf(request),
        { action: 'webhook-secret.rotate', target: id },
        () => store.webhookSecrets.addSecret(owner, { id, secret }, overlapMs),
      );
      const answer: NewWebhookSecret = { ...presentSecret(added), secret };
      return jsonResponse(201, answer, { 'cache-control': 'no-store' });
    },
  });
}

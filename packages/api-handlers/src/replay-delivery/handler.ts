import { isWebhookId } from '@jobs/shared-contracts';
import { JobNotFoundError, WebhookDeliveryNotFoundError } from '../errors.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jobIdOf } from '../http/job-id-parameter.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import { presentDelivery } from '../webhooks/present-delivery.ts';
import type { ReplayDeliveryConfig } from './load-config.ts';

export function createHandler(config: ReplayDeliveryConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'replay-delivery',
    logger,
    now,
    handle: async (request) => {
      const { owner, log } = request;
      const jobId = jobIdOf(request);
      const { webhookId } = request.pathParameters;
      const job = await store.jobs.getJob(jobId);
      if (job?.owner !== owner) throw new JobNotFoundError(jobId);
      const ref = isWebhookId(webhookId) ? { jobId, webhookId } : undefined;
      const delivery = ref && (await store.webhookDeliveries.replay(ref));
      if (!ref || !delivery) throw new WebhookDeliveryNotFoundError();
      try {
        await store.webhookQueue.sendDeliveries([{ ...ref, owner }]);
      } catch (error) {
        log.warn({ jobId, webhookId, err: error }, 'replayed without a message: the sweep will send one');
      }
      return jsonResponse(202, presentDelivery(delivery), { 'cache-control': 'private, no-cache' });
    },
  });
}

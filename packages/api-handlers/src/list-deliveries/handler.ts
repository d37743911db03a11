import type { DeliveryList } from '@jobs/shared-contracts';
import { JobNotFoundError } from '../errors.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jobIdOf } from '../http/job-id-parameter.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import { presentDelivery } from '../webhooks/present-delivery.ts';
import type { ListDeliveriesConfig } from './load-config.ts';

export function createHandler(config: ListDeliveriesConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'list-deliveries',
    logger,
    now,
    handle: async (request) => {
      const jobId = jobIdOf(request);
      const job = await store.jobs.getJob(jobId);
      if (job?.owner !== request.owner) throw new JobNotFoundError(jobId);
      const deliveries = await store.webhookDeliveries.listDeliveries(jobId);
      const answer: DeliveryList = { deliveries: deliveries.map(presentDelivery) };
      return jsonResponse(200, answer, { 'cache-control': 'private, no-cache' });
    },
  });
}

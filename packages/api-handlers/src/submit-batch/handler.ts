import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { idempotencyKeyOf } from '../http/idempotency-key.ts';
import { jsonResponse } from '../http/response.ts';
import { traceContextOf } from '../http/trace-context.ts';
import { presentBatch } from '../batches/present-batch.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { SubmitBatchConfig } from './load-config.ts';
import { submitBatch } from './submit-batch.ts';

export function createHandler(config: SubmitBatchConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const { allowLoopback, quotas } = config;
  const { limitsOf } = overrides;
  const eventSource = config.store.resources.events.source;
  const dependencies = { ...store, allowLoopback, quotas, limitsOf, eventSource, now };
  return createApiHandler({
    operationId: 'submit-batch',
    logger,
    now,
    handle: async ({ owner, body, headers, traceparent, log, annotate }) => {
      const idempotencyKey = idempotencyKeyOf(headers);
      const { batch, results, replayed } = await submitBatch(dependencies, {
        owner,
        body,
        traceparent,
        traceId: traceContextOf(traceparent).traceId,
        log,
        ...(idempotencyKey !== undefined && { idempotencyKey }),
      });
      annotate({ batchId: batch.batchId });
      return jsonResponse(
        202,
        { ...(await presentBatch(store.batches, batch)), results },
        {
          location: `/v1/batches/${batch.batchId}`,
          'cache-control': 'private, no-store',
          ...(replayed && { 'idempotency-replayed': 'true' }),
        },
      );
    },
  });
}

import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { idempotencyKeyOf } from '../http/idempotency-key.ts';
import { jobHeaders, jobLocation } from '../http/job-headers.ts';
import { jsonResponse } from '../http/response.ts';
import { presentJob } from '../job-view/present-job.ts';
import { declaredRetentionDays, resultStateOf } from '../job-view/result-state.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { SubmitJobConfig } from './load-config.ts';
import { submitJob } from './submit-job.ts';

export function createHandler(config: SubmitJobConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const { retentionDaysOf = declaredRetentionDays } = overrides;
  const { allowLoopback, quotas } = config;
  const { limitsOf } = overrides;
  const eventSource = config.store.resources.events.source;
  const dependencies = { ...store, allowLoopback, quotas, limitsOf, eventSource, now };
  return createApiHandler({
    operationId: 'submit-job',
    logger,
    now,
    handle: async ({ owner, body, headers, traceparent, log, annotate }) => {
      const idempotencyKey = idempotencyKeyOf(headers);
      const { job, replayed, reused } = await submitJob(dependencies, {
        owner,
        body,
        traceparent,
        log,
        ...(idempotencyKey !== undefined && { idempotencyKey }),
      });
      annotate({ jobId: job.jobId });
      const result = resultStateOf(job, now(), retentionDaysOf);
      return jsonResponse(202, await presentJob(job, store.payloads, { result }), {
        ...jobHeaders(job, now()),
        location: jobLocation(job),
        ...(replayed && { 'idempotency-replayed': 'true' }),
        ...(reused && { 'unique-key-reused': 'true' }),
      });
    },
  });
}

import { LIMITS } from '@jobs/shared-contracts';
import { MalformedIdempotencyKeyError } from '../errors.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jobHeaders, jobLocation } from '../http/job-headers.ts';
import { jsonResponse } from '../http/response.ts';
import { presentJob } from '../job-view/present-job.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { SubmitJobConfig } from './load-config.ts';
import { submitJob } from './submit-job.ts';

const IDEMPOTENCY_KEY = new RegExp(`^[\\x20-\\x7E]{1,${LIMITS.idempotencyKeyCharacters}}$`);

export function createHandler(config: SubmitJobConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  const { allowLoopback } = config;
  const dependencies = { ...store, allowLoopback, eventSource: config.store.resources.events.source, now };
  return createApiHandler({
    operationId: 'submit-job',
    logger,
    now,
    handle: async ({ owner, body, headers, traceparent, log, annotate }) => {
      const idempotencyKey = headers['idempotency-key'];
      if (idempotencyKey !== undefined && !IDEMPOTENCY_KEY.test(idempotencyKey)) {
        throw new MalformedIdempotencyKeyError();
      }
      const { job, replayed, reused } = await submitJob(dependencies, {
        owner,
        body,
        traceparent,
        log,
        ...(idempotencyKey !== undefined && { idempotencyKey }),
      });
      annotate({ jobId: job.jobId });
      return jsonResponse(202, await presentJob(job, store.payloads), {
        ...jobHeaders(job, now()),
        location: jobLocation(job),
        ...(replayed && { 'idempotency-replayed': 'true' }),
        ...(reused && { 'unique-key-reused': 'true' }),
      });
    },
  });
}

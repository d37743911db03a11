import type { DeliveryRef } from '@jobs/job-store';
import {
  isBatchId,
  isJobId,
  isWebhookId,
  validateBatchEvent,
  validateJobEvent,
  type BatchEvent,
  type JobEvent,
} from '@jobs/shared-contracts';
import { MalformedMessageError } from '../errors.ts';

/** An event of a job or a batch that a webhook wants, or a delivery that is to be tried again. */
export type WebhookMessage =
  | { readonly event: JobEvent }
  | { readonly batch: BatchEvent }
  | { readonly retry: DeliveryRef };

/** @throws {MalformedMessageError} for what nothing of this system has sent: it belongs among the dead letters */
export function readMessage(body: string): WebhookMessage {
  const content = parse(body);
  if (typeof content === 'object' && content !== null && 'jobId' in content && 'webhookId' in content) {
    const { jobId, webhookId } = content;
    if ((isJobId(jobId) || isBatchId(jobId)) && isWebhookId(webhookId)) return { retry: { jobId, webhookId } };
  }
  const event = validateJobEvent(content);
  if (event.valid) return { event: event.value };
  const batch = validateBatchEvent(content);
  if (!batch.valid) throw new MalformedMessageError();
  return { batch: batch.value };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new MalformedMessageError();
  }
}

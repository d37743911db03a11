import type { DeliveryRef } from '@jobs/job-store';
import { isJobId, isWebhookId, validateJobEvent, type JobEvent } from '@jobs/shared-contracts';
import { MalformedMessageError } from '../errors.ts';

/** A job event that a webhook wants, or a delivery that is to be tried again. */
export type WebhookMessage = { readonly event: JobEvent } | { readonly retry: DeliveryRef };

/** @throws {MalformedMessageError} for what nothing of this system has sent: it belongs among the dead letters */
export function readMessage(body: string): WebhookMessage {
  const content = parse(body);
  if (typeof content === 'object' && content !== null && 'jobId' in content && 'webhookId' in content) {
    const { jobId, webhookId } = content;
    if (isJobId(jobId) && isWebhookId(webhookId)) return { retry: { jobId, webhookId } };
  }
  const event = validateJobEvent(content);
  if (!event.valid) throw new MalformedMessageError();
  return { event: event.value };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new MalformedMessageError();
  }
}

import { createHmac } from 'node:crypto';
import type { WebhookSecret } from '@jobs/job-store';

export interface SignedContent {
  readonly webhookId: string;
  /** Of this try, in whole seconds since the epoch. */
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The headers of Standard Webhooks: one signature for each secret that signs, so that a receiver may hold either while
 * it moves from one to the next. https://www.standardwebhooks.com
 */
export function signedHeaders(secrets: readonly WebhookSecret[], { webhookId, timestamp, body }: SignedContent) {
  const signatures = secrets.map(({ secret }) => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${webhookId}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': webhookId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}

import type { WebhookSecrets } from '@jobs/job-store';
import type { WebhookRequest } from '@jobs/shared-contracts';
import { ValidationFailedError, WebhookSecretMissingError } from '../errors.ts';
import { faultOfWebhookUrl } from '../webhooks/webhook-url.ts';

export interface CheckWebhookDependencies {
  readonly webhookSecrets: Pick<WebhookSecrets, 'listSecrets'>;
  readonly allowLoopback: boolean;
}

/** Refuses a webhook that could never be delivered: by its URL, or since nothing could sign it. */
export async function checkWebhook(
  { webhookSecrets, allowLoopback }: CheckWebhookDependencies,
  owner: string,
  webhook: WebhookRequest | undefined,
): Promise<void> {
  if (!webhook) return;
  const fault = faultOfWebhookUrl(webhook.url, allowLoopback);
  if (fault !== undefined) throw new ValidationFailedError([{ detail: fault, pointer: '#/webhook/url' }]);
  const secrets = await webhookSecrets.listSecrets(owner);
  if (secrets.length === 0) throw new WebhookSecretMissingError();
}

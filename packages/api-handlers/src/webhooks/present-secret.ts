import type { WebhookSecret } from '@jobs/job-store';
import type { WebhookSecretView } from '@jobs/shared-contracts';

/** A secret without itself. */
export const presentSecret = ({ id, createdAt, signsUntil }: WebhookSecret): WebhookSecretView => ({
  id,
  createdAt: new Date(createdAt).toISOString(),
  ...(signsUntil !== undefined && { signsUntil: new Date(signsUntil).toISOString() }),
});

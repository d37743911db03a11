import type { DeliveryAttemptRecord, DeliveryRecord } from '@jobs/job-store';
import type { DeliveryAttempt, DeliveryView } from '@jobs/shared-contracts';

const rfc3339 = (ms: number) => new Date(ms).toISOString();

const presentAttempt = ({ at, durationMs, outcome }: DeliveryAttemptRecord): DeliveryAttempt => ({
  at: rfc3339(at),
  durationMs,
  ...outcome,
});

/** A delivery as its owner sees it: without the URL, which may hold a token, and without the body. */
export const presentDelivery = (delivery: DeliveryRecord): DeliveryView => ({
  webhookId: delivery.webhookId,
  type: delivery.type,
  state: delivery.state,
  attempts: delivery.attempts.map(presentAttempt),
  ...(delivery.nextAttemptAt !== undefined && { nextAttemptAt: rfc3339(delivery.nextAttemptAt) }),
  createdAt: rfc3339(delivery.createdAt),
});

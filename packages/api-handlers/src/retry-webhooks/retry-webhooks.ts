import type { WebhookDeliveries, WebhookQueue } from '@jobs/job-store';
import { INDEX_SHARDS } from '@jobs/shared-contracts';
import type { Logger } from '../logging/create-logger.ts';

export interface RetryWebhooksDependencies {
  readonly webhookDeliveries: Pick<WebhookDeliveries, 'listDue' | 'postponeDue'>;
  readonly webhookQueue: WebhookQueue;
  readonly now: () => number;
  readonly log: Logger;
}

/** A run ends when the first of the two is used up: the next comes in a minute, and what got a message is due no more. */
export interface RetryBudget {
  readonly deliveriesPerShard: number;
  readonly maxDurationMs: number;
}

/** Ends before the next run starts, with a reserve for the shard that is under way. */
export const RUN_BUDGET: RetryBudget = { deliveriesPerShard: 100, maxDurationMs: 45_000 };

export interface RetryOutcome {
  /** Deliveries that got a message. */
  readonly sent: number;
  /** Shards that could not be handled: their deliveries stay due. */
  readonly failed: number;
  /** Due deliveries were left for the next run. */
  readonly more: boolean;
}

/** How long a message may take until the delivery gets another: a queue that is behind must not be filled further. */
const NEXT_LOOK_MS = 5 * 60 * 1000;

/** Sends a message for each delivery whose time has come, or whose message or try was lost. */
export async function retryWebhooks(deps: RetryWebhooksDependencies, budget: RetryBudget): Promise<RetryOutcome> {
  const deadline = deps.now() + budget.maxDurationMs;
  let [sent, failed, more] = [0, 0, false];
  for (let shard = 0; shard < INDEX_SHARDS; shard++) {
    if (deps.now() >= deadline) return { sent, failed, more: true };
    try {
      const count = await retryShard(deps, shard, budget.deliveriesPerShard);
      sent += count;
      more ||= count === budget.deliveriesPerShard;
    } catch (error) {
      deps.log.warn({ err: error, shard }, 'the due deliveries of a shard stay due');
      failed += 1;
    }
  }
  return { sent, failed, more };
}

/** Sends first: whoever dies in between sends a second message at worst, which finds nothing to do. */
async function retryShard(
  { webhookDeliveries, webhookQueue }: RetryWebhooksDependencies,
  shard: number,
  limit: number,
) {
  const due = await webhookDeliveries.listDue({ shard, limit });
  await webhookQueue.sendDeliveries(due.map(({ jobId, webhookId }) => ({ jobId, webhookId })));
  for (const delivery of due) await webhookDeliveries.postponeDue(delivery, NEXT_LOOK_MS);
  return due.length;
}

import { expect, test } from '@jest/globals';
import type { DeliveryMessage, DueDelivery } from '@jobs/job-store';
import { INDEX_SHARDS } from '@jobs/shared-contracts';
import { captureLog } from '../testing/captured-log.ts';
import { retryWebhooks, type RetryWebhooksDependencies } from './retry-webhooks.ts';

const BUDGET = { deliveriesPerShard: 2, maxDurationMs: 1000 };

const dueIn = (shard: number, count: number): DueDelivery[] =>
  Array.from({ length: count }, (_, i) => ({ jobId: `job_${shard}`, webhookId: `job_${shard}_${i + 1}`, dueAt: 1 }));

function dependencies(changes: Partial<RetryWebhooksDependencies['webhookDeliveries']> = {}, now = () => 0) {
  const sent: DeliveryMessage[] = [];
  const postponed: DueDelivery[] = [];
  const deps: RetryWebhooksDependencies = {
    webhookDeliveries: {
      listDue: async ({ shard, limit }) => dueIn(shard, shard === 3 ? limit : 1),
      postponeDue: async (due) => {
        postponed.push(due);
        return true;
      },
      ...changes,
    },
    webhookQueue: {
      sendDeliveries: async (messages) => {
        sent.push(...messages);
      },
    },
    now,
    log: captureLog().logger,
  };
  return { deps, sent, postponed };
}

test('sends a message for each due delivery, postpones it, and tells that a full shard may have more', async () => {
  const { deps, sent, postponed } = dependencies();
  const count = INDEX_SHARDS + 1;
  expect(await retryWebhooks(deps, BUDGET)).toEqual({ sent: count, failed: 0, more: true });
  expect([sent.length, postponed.length]).toEqual([count, count]);
});

test('a shard that fails is left for the next run, and the others are not', async () => {
  const { deps } = dependencies({
    listDue: async ({ shard }) => {
      if (shard === 5) throw new Error('throttled');
      return dueIn(shard, 1);
    },
  });
  expect(await retryWebhooks(deps, BUDGET)).toEqual({ sent: INDEX_SHARDS - 1, failed: 1, more: false });
});

test('what gets no message stays due', async () => {
  const { deps, postponed } = dependencies();
  const webhookQueue = { sendDeliveries: () => Promise.reject(new Error('SQS is away')) };
  expect(await retryWebhooks({ ...deps, webhookQueue }, BUDGET)).toMatchObject({ sent: 0, failed: INDEX_SHARDS });
  expect(postponed).toEqual([]);
});

test('ends before the next run starts', async () => {
  let time = 0;
  const { deps, sent } = dependencies({}, () => (time += 400));
  expect(await retryWebhooks(deps, BUDGET)).toMatchObject({ more: true });
  expect(sent.length).toBeLessThan(INDEX_SHARDS);
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { INDEX_SHARDS } from '@jobs/shared-contracts';
import type { DeliveryRecord, NewDelivery, WebhookDeliveries } from '../port/webhook-deliveries.ts';
import { newJobId } from './new-job.ts';
import type { TestClock } from './test-clock.ts';

const MINUTE_MS = 60_000;
const LEASE_MS = MINUTE_MS;

/** What every adapter of `WebhookDeliveries` must do. */
export function webhookDeliveriesPortSuite(
  name: string,
  start: () => Promise<{
    readonly webhookDeliveries: WebhookDeliveries;
    readonly clock: TestClock;
    stop(): Promise<void>;
  }>,
): void {
  describe(`${name} as the table of deliveries`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    let table: WebhookDeliveries;
    beforeAll(async () => {
      running = await start();
      table = running.webhookDeliveries;
    });
    afterAll(() => running.stop());

    const attempt = (status: number) => ({ at: running.clock.now(), durationMs: 5, outcome: { status } });

    async function created(jobId = newJobId(), version = 3): Promise<NewDelivery> {
      const delivery: NewDelivery = {
        jobId,
        webhookId: `${jobId}_${version}`,
        owner: 'acme',
        type: 'job.succeeded',
        url: 'https://receiver.example.com/',
        body: '{"id":"ü"}',
      };
      await table.createDelivery(delivery);
      return delivery;
    }
    async function taken(delivery: NewDelivery): Promise<DeliveryRecord> {
      const record = await table.takeAttempt(delivery, LEASE_MS);
      if (!record) throw new Error('The try was not to be had');
      return record;
    }
    async function dueIds(): Promise<string[]> {
      const shards = Array.from({ length: INDEX_SHARDS }, (_, shard) => table.listDue({ shard, limit: 100 }));
      return (await Promise.all(shards)).flat().map(({ webhookId }) => webhookId);
    }

    test('a delivery is as it was put, and putting it again changes nothing', async () => {
      const delivery = await created();
      await taken(delivery);
      await table.createDelivery({ ...delivery, body: 'other' });
      expect(await table.listDeliveries(delivery.jobId)).toMatchObject([{ ...delivery, state: 'PENDING', tries: 1 }]);
    });

    test('of 20 that want the next try, one gets it', async () => {
      const delivery = await created();
      const tries = await Promise.all(Array.from({ length: 20 }, () => table.takeAttempt(delivery, LEASE_MS)));
      expect(tries.filter(Boolean)).toHaveLength(1);
    });

    test('a try that is not due yet is not to be had', async () => {
      const delivery = await created();
      await table.endAttempt(await taken(delivery), { state: 'PENDING', delayMs: MINUTE_MS }, attempt(500));
      expect(await table.takeAttempt(delivery, LEASE_MS)).toBeUndefined();
      running.clock.advance(MINUTE_MS);
      expect(await taken(delivery)).toMatchObject({ tries: 2, attempts: [{ outcome: { status: 500 } }] });
    });

    test.each(['DELIVERED', 'FAILED', 'DISABLED'] as const)('nothing follows %s', async (state) => {
      const delivery = await created();
      const ended = await table.endAttempt(await taken(delivery), { state }, attempt(200));
      expect(ended).toMatchObject({ state, attempts: [{ outcome: { status: 200 } }] });
      running.clock.advance(60 * MINUTE_MS);
      expect(await table.takeAttempt(delivery, LEASE_MS)).toBeUndefined();
      expect(await dueIds()).not.toContain(delivery.webhookId);
    });

    test('a try whose lease ran out is taken by another, and what the first then writes is refused', async () => {
      const delivery = await created();
      const first = await taken(delivery);
      running.clock.advance(LEASE_MS);
      expect(await dueIds()).toContain(delivery.webhookId);
      expect(await taken(delivery)).toMatchObject({ tries: 2, attempts: [{ outcome: { error: 'interrupted' } }] });
      expect(await table.endAttempt(first, { state: 'DELIVERED' }, attempt(200))).toBeUndefined();
    });

    test('is looked for a minute after a message should have come, or when its time has come without one', async () => {
      const [byMessage, bySweep] = [await created(), await created()];
      await table.endAttempt(await taken(byMessage), { state: 'PENDING', delayMs: 5 * MINUTE_MS }, attempt(500));
      await table.endAttempt(await taken(bySweep), { state: 'PENDING', delayMs: 30 * MINUTE_MS }, attempt(500));
      running.clock.advance(5 * MINUTE_MS);
      expect(await dueIds()).not.toContain(byMessage.webhookId);
      running.clock.advance(MINUTE_MS);
      expect(await dueIds()).toContain(byMessage.webhookId);
      expect(await dueIds()).not.toContain(bySweep.webhookId);
      running.clock.advance(24 * MINUTE_MS);
      expect(await dueIds()).toContain(bySweep.webhookId);
    });

    test('one that was looked after is left alone for a while, unless it has moved on', async () => {
      const delivery = await created();
      running.clock.advance(2 * MINUTE_MS);
      const shards = Array.from({ length: INDEX_SHARDS }, (_, shard) => table.listDue({ shard, limit: 100 }));
      const due = (await Promise.all(shards)).flat().find(({ webhookId }) => webhookId === delivery.webhookId);
      if (!due) throw new Error('It is not due');
      expect([await table.postponeDue(due, MINUTE_MS), await table.postponeDue(due, MINUTE_MS)]).toEqual([true, false]);
      expect(await dueIds()).not.toContain(delivery.webhookId);
    });

    test('a replay starts the tries anew, and leaves one alone that is under way', async () => {
      const delivery = await created();
      await table.endAttempt(await taken(delivery), { state: 'FAILED' }, attempt(500));
      expect(await table.replay(delivery)).toMatchObject({ state: 'PENDING', tries: 0, attempts: [{}] });
      const again = await taken(delivery);
      expect(await table.replay(delivery)).toEqual(again);
      expect(await table.endAttempt(again, { state: 'DELIVERED' }, attempt(200))).toMatchObject({ state: 'DELIVERED' });
      expect(await table.replay({ ...delivery, webhookId: `${delivery.jobId}_9` })).toBeUndefined();
    });

    test('a job’s are listed in the order of its events', async () => {
      const jobId = newJobId();
      for (const version of [10, 2, 1]) await created(jobId, version);
      const listed = await table.listDeliveries(jobId);
      expect(listed.map(({ webhookId }) => webhookId)).toEqual([1, 2, 10].map((version) => `${jobId}_${version}`));
    });
  });
}

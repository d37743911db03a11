import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Problem } from '@jobs/shared-contracts';
import * as fc from 'fast-check';
import { countMembers, type Batches, type BatchMember, type BatchPosition, type BatchRecord } from '../port/batches.ts';
import type { TestClock } from './test-clock.ts';

const PROBLEM: Problem = {
  type: 'urn:job-queue:problem:validation-failed',
  title: 'The request is not valid',
  status: 422,
  detail: 'no',
  code: 'validation-failed',
  traceId: '0',
};

const STATUSES = ['QUEUED', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;

/** What every adapter of `Batches` must do. */
export function batchesPortSuite(
  name: string,
  start: () => Promise<{ readonly batches: Batches; readonly clock: TestClock; stop(): Promise<void> }>,
): void {
  describe(`${name} as the table of batches`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running.stop());

    const newBatch = (overrides: Partial<BatchRecord> = {}): BatchRecord => ({
      batchId: `bat_${randomBytes(16).toString('hex')}`,
      owner: 'acme',
      tags: { team: 'billing' },
      requestHash: 'a'.repeat(64),
      size: 1000,
      version: 1,
      createdAt: running.clock.now(),
      ...overrides,
    });
    const stored = async (overrides: Partial<BatchRecord> = {}) => {
      const { batch } = await running.batches.createBatch(newBatch(overrides));
      return batch;
    };

    test('a batch comes back as it was put, and is put once', async () => {
      const { batches } = running;
      const counts = countMembers(2, new Map());
      const full = newBatch({
        name: 'Invoices',
        webhook: { url: 'https://a.example/', events: [] },
        cancelsOnFailure: true,
        submittedAt: 1,
        cancelRequestedAt: 2,
        completedAt: 3,
        completedCounts: counts,
        manifestKey: 'batches/manifest',
        dueAt: 4,
      });
      for (const batch of [newBatch(), full]) {
        expect(await batches.createBatch(batch)).toEqual({ outcome: 'created', batch });
        expect(await batches.createBatch({ ...batch, size: 7 })).toEqual({ outcome: 'exists', batch });
        expect(await batches.getBatch(batch.batchId)).toEqual(batch);
      }
      expect(await batches.getBatch('bat_none')).toBeUndefined();
    });

    test('of 10 who change a batch at once, one does; one that is deleted is not put back', async () => {
      const { batches } = running;
      const before = await stored();
      const changes = await Promise.all(
        Array.from({ length: 10 }, (_, index) => batches.replaceBatch(before, { ...before, submittedAt: index })),
      );
      const written = changes.filter((change) => change !== undefined);
      expect(written).toHaveLength(1);
      expect(await batches.getBatch(before.batchId)).toEqual({ ...written[0], version: 2 });
      await batches.deleteBatch(before.batchId);
      expect(await batches.replaceBatch(before, before)).toBeUndefined();
      expect(await batches.getBatch(before.batchId)).toBeUndefined();
    });

    test('counts are those of the newest states, however often and in whatever order they come', async () => {
      const members = fc.array(fc.array(fc.constantFrom(...STATUSES), { minLength: 1, maxLength: 4 }), {
        minLength: 1,
        maxLength: 12,
      });
      await fc.assert(
        fc.asyncProperty(members, fc.infiniteStream(fc.nat()), async (histories, chance) => {
          const batch = await stored({ size: 40 });
          // Each state of each member twice, shuffled. The places are far apart, so that some share an item.
          const events = histories.flatMap((history, member) =>
            history.map((status, version) => ({ index: member * 3, member: { status, version: version + 1 } })),
          );
          const shuffled = [...events, ...events].map((event) => [chance.next().value, event] as const);
          shuffled.sort(([a], [b]) => a - b);
          await Promise.all(
            shuffled.map(([, { index, member }]) => running.batches.recordMember(batch, index, member)),
          );

          const truth = new Map(
            histories.map((history, member): [number, BatchMember] => [
              member * 3,
              { status: history.at(-1) ?? 'QUEUED', version: history.length },
            ]),
          );
          const known = await running.batches.readMembers(batch.batchId);
          expect([...known].toSorted(([a], [b]) => a - b)).toEqual([...truth]);
          expect(countMembers(40, known)).toEqual(countMembers(40, truth));
        }),
        { numRuns: 20 },
      );
    });

    test('a member that was refused is known with its problem, unless its job is known', async () => {
      const { batches } = running;
      const batch = await stored();
      await batches.recordRefusal(batch, 999, PROBLEM);
      await batches.recordRefusal(batch, 998, PROBLEM);
      await batches.recordMember(batch, 998, { status: 'SUCCEEDED', version: 3 });
      await batches.recordRefusal(batch, 998, PROBLEM);
      expect(await batches.readMembers(batch.batchId)).toEqual(
        new Map([
          [998, { status: 'SUCCEEDED', version: 3 }],
          [999, { status: 'REFUSED', version: 0 }],
        ]),
      );
      expect(await batches.readRefusals(batch.batchId, 999, 1000)).toEqual(new Map([[999, PROBLEM]]));
      expect(await batches.readRefusals(batch.batchId, 0, 998)).toEqual(new Map());
      expect(await batches.readRefusals(batch.batchId, 5, 5)).toEqual(new Map());
    });

    test('the members of a great batch are told wherever their places are', async () => {
      const { batches } = running;
      const batch = await stored();
      const indexes = Array.from({ length: 100 }, (_, index) => index * 10 + 9);
      await Promise.all(
        indexes.map((index) => batches.recordMember(batch, index, { status: 'SUCCEEDED', version: 3 })),
      );
      const members = await batches.readMembers(batch.batchId);
      expect([...members.keys()].toSorted((a, b) => a - b)).toEqual(indexes);
      expect(countMembers(1000, members)).toMatchObject({ total: 1000, pending: 900, succeeded: 100 });
    });

    test('an owner’s batches are listed page by page, the newest first, and nobody else’s', async () => {
      const { batches, clock } = running;
      const made: string[] = [];
      for (let index = 0; index < 5; index += 1) {
        made.unshift((await stored({ owner: 'lister' })).batchId);
        clock.advance(1);
      }
      const listed: string[] = [];
      let after: BatchPosition | undefined;
      do {
        const page = await batches.listBatches({ owner: 'lister', limit: 2, ...(after && { after }) });
        listed.push(...page.batches.map(({ batchId }) => batchId));
        after = page.next && { batchId: page.next.batchId, createdAt: page.next.createdAt };
      } while (after);
      expect(listed).toEqual(made);
      expect(await batches.listBatches({ owner: 'nobody', limit: 2 })).toEqual({ batches: [] });
    });

    test('those whose time has come are due, the oldest first, until nothing is left to do', async () => {
      const { batches, clock } = running;
      const now = clock.now();
      const [second, first] = [await stored({ dueAt: now + 20 }), await stored({ dueAt: now + 10 })];
      const ours = async () =>
        (await batches.listDueBatches(100)).filter((id) => id === first.batchId || id === second.batchId);
      clock.advance(9);
      expect(await ours()).toEqual([]);
      clock.advance(11);
      expect(await ours()).toEqual([first.batchId, second.batchId]);
      const { dueAt: _, ...rest } = first;
      await batches.replaceBatch(first, rest);
      expect(await ours()).toEqual([second.batchId]);
    });
  });
}

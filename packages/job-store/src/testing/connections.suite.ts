import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LIMITS } from '@jobs/shared-contracts';
import type { Connections, WatchedTopic } from '../port/connections.ts';
import { newJobId } from './new-job.ts';
import type { TestClock } from './test-clock.ts';

const MINUTE_MS = 60_000;
/** Longer than a connection lasts. */
const LATER_MS = LIMITS.connectionSeconds * 1000 + 60 * MINUTE_MS;
/** For some hundred calls in turn: a stand-in locks an item, so that many at once would time out. */
const LONG_MS = 120_000;
const MINE = { jobs: 'mine' } as const;

const newOwner = () => `owner-${randomUUID().slice(0, 8)}`;

/** What every adapter of `Connections` must do. */
export function connectionsPortSuite(
  name: string,
  start: () => Promise<{ readonly connections: Connections; readonly clock: TestClock; stop(): Promise<void> }>,
): void {
  describe(`${name} as the table of connections`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running.stop());

    const open = async (owner = 'acme') => {
      const id = randomUUID();
      await running.connections.openConnection(id, owner);
      return id;
    };
    const subscribers = async (topic: WatchedTopic) =>
      (await running.connections.listSubscribers(topic)).map(({ connectionId }) => connectionId).toSorted();

    const ticketFor = async (owner: string) => {
      const hash = randomUUID();
      await running.connections.createTicket(hash, { owner, expiresAt: running.clock.now() + MINUTE_MS });
      return hash;
    };

    describe('a ticket', () => {
      test('is taken by one of many, who learns its owner', async () => {
        const hash = await ticketFor('acme');
        const taken = await Promise.all(
          Array.from({ length: 10 }, () => running.connections.takeTicket(hash, randomUUID())),
        );
        expect(taken.filter(Boolean)).toEqual(['acme']);
      });

      test('is of no use once its time is over, or when it was never made', async () => {
        const hash = await ticketFor('acme');
        running.clock.advance(MINUTE_MS);
        expect(await running.connections.takeTicket(hash, 'c1')).toBeUndefined();
        expect(await running.connections.takeTicket(randomUUID(), 'c1')).toBeUndefined();
      });

      test('is good until then', async () => {
        const hash = await ticketFor('other');
        running.clock.advance(MINUTE_MS - 1);
        expect(await running.connections.takeTicket(hash, 'c1')).toBe('other');
      });

      test('is still its taker’s when the answer was lost, and of use to no other', async () => {
        const hash = await ticketFor('acme');
        await running.connections.takeTicket(hash, 'c1');
        expect(await running.connections.takeTicket(hash, 'c1')).toBe('acme');
        expect(await running.connections.takeTicket(hash, 'c2')).toBeUndefined();
      });
    });

    describe('a subscription', () => {
      test('is found under its job with its owner, and no other job has it', async () => {
        const [id, jobId] = [await open(), newJobId()];
        expect(await running.connections.subscribe(id, { jobId })).toEqual({ outcome: 'subscribed', owner: 'acme' });
        expect(await running.connections.listSubscribers({ jobId })).toEqual([
          { connectionId: id, owner: 'acme', since: running.clock.now() },
        ]);
        expect(await subscribers({ jobId: newJobId() })).toEqual([]);
      });

      test('to one’s own jobs is found under the owner of the connection', async () => {
        const owner = newOwner();
        const ids = [await open(owner), await open(owner)];
        for (const id of ids) await running.connections.subscribe(id, MINE);
        expect(await subscribers({ owner })).toEqual(ids.toSorted());
        expect(await subscribers({ owner: newOwner() })).toEqual([]);
      });

      test('made again is one, and counts from then', async () => {
        const [id, jobId] = [await open(), newJobId()];
        await running.connections.subscribe(id, { jobId });
        running.clock.advance(1000);
        await running.connections.subscribe(id, { jobId });
        expect(await running.connections.listSubscribers({ jobId })).toMatchObject([{ since: running.clock.now() }]);
      });

      test('is made by an open connection only', async () => {
        const jobId = newJobId();
        expect(await running.connections.subscribe(randomUUID(), { jobId })).toEqual({ outcome: 'no-connection' });
        expect(await subscribers({ jobId })).toEqual([]);
      });

      test(
        'is one of so many; more are refused until another has ended, and those that are there can be renewed',
        async () => {
          const id = await open();
          const jobIds = Array.from({ length: LIMITS.subscriptionsPerConnection }, newJobId);
          const [first = '', extra] = [jobIds[0], newJobId()];
          for (const jobId of jobIds) await running.connections.subscribe(id, { jobId });
          expect(await running.connections.subscribe(id, { jobId: extra })).toEqual({ outcome: 'full' });
          expect(await subscribers({ jobId: extra })).toEqual([]);
          expect(await running.connections.subscribe(id, { jobId: first })).toMatchObject({ outcome: 'subscribed' });
          await running.connections.unsubscribe(id, { jobId: first });
          expect(await running.connections.subscribe(id, { jobId: extra })).toMatchObject({ outcome: 'subscribed' });
          // Also when it ended with its job.
          await running.connections.endSubscription(extra, id, running.clock.now());
          expect(await running.connections.subscribe(id, { jobId: first })).toMatchObject({ outcome: 'subscribed' });
        },
        LONG_MS,
      );

      test('ends when it is asked to, alone', async () => {
        const [id, other, jobId] = [await open(), await open(), newJobId()];
        for (const connection of [id, other]) await running.connections.subscribe(connection, { jobId });
        await running.connections.unsubscribe(id, { jobId });
        await running.connections.unsubscribe(id, { jobId: newJobId() });
        expect(await subscribers({ jobId })).toEqual([other]);
      });

      test('ends with its job, unless it was made after that', async () => {
        const [id, jobId] = [await open(), newJobId()];
        await running.connections.subscribe(id, { jobId });
        const endedAt = running.clock.now();
        running.clock.advance(1);
        await running.connections.subscribe(id, { jobId });
        await running.connections.endSubscription(jobId, id, endedAt);
        expect(await subscribers({ jobId })).toEqual([id]);
        await running.connections.endSubscription(jobId, id, endedAt + 1);
        expect(await subscribers({ jobId })).toEqual([]);
      });

      test('is not seen after the longest time that a connection lasts', async () => {
        const [id, jobId] = [await open(), newJobId()];
        await running.connections.subscribe(id, { jobId });
        running.clock.advance(LATER_MS);
        expect(await subscribers({ jobId })).toEqual([]);
      });
    });

    describe('a connection that is closed', () => {
      test('takes its subscriptions with it, and no others', async () => {
        const [owner, jobId] = [newOwner(), newJobId()];
        const [id, other] = [await open(owner), await open(owner)];
        for (const connection of [id, other]) {
          await running.connections.subscribe(connection, { jobId });
          await running.connections.subscribe(connection, MINE);
        }
        await running.connections.closeConnection(id);
        expect([await subscribers({ jobId }), await subscribers({ owner })]).toEqual([[other], [other]]);
        expect(await running.connections.subscribe(id, { jobId })).toEqual({ outcome: 'no-connection' });
      });

      test('may be closed twice, and never have been open', async () => {
        const id = await open();
        await running.connections.closeConnection(id);
        await expect(running.connections.closeConnection(id)).resolves.toBeUndefined();
      });
    });

    describe('an owner', () => {
      test('is not watched until somebody asks for it, and then for as long as a connection can last', async () => {
        const owner = newOwner();
        expect(await running.connections.ownerWatchedUntil(owner)).toBeUndefined();
        const until = await running.connections.watchOwner(owner);
        expect(until).toBeGreaterThan(running.clock.now() + LIMITS.connectionSeconds * 1000);
        expect(await running.connections.ownerWatchedUntil(owner)).toBe(until);
        running.clock.advance(LATER_MS);
        expect(await running.connections.ownerWatchedUntil(owner)).toBeUndefined();
      });
    });
  });
}

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LIMIT_DUE_MS, type Limits, type SlotRequest } from '../port/limits.ts';
import type { TestClock } from './test-clock.ts';

const SECOND_MS = 1000;

const newKey = () => `csv-etl/${randomUUID()}`;
const line = (owner: string, lane: 'high' | 'standard' = 'standard') => ({ owner, lane });

/** What every adapter of `Limits` must do. `clock` is the one that it was given. */
export function limitsPortSuite(
  name: string,
  start: () => Promise<{ readonly limits: Limits; readonly clock: TestClock; stop(): Promise<void> }>,
): void {
  describe(`${name} as the limits`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running.stop());
    const take = (key: string, holder: string, request: Partial<SlotRequest> = {}) =>
      running.limits.takeSlot(key, { owner: 'acme', holder, ...request });
    const holdersOf = async (key: string) =>
      (await running.limits.getUse(key)).holders.map(({ owner, holder }) => `${owner} ${holder}`).toSorted();

    test('of many that take at once, as many get a slot as there are', async () => {
      const key = newKey();
      const holders = Array.from({ length: 20 }, (_, index) => `job-${index}`);
      const taken = await Promise.all(holders.map((holder) => take(key, holder, { max: 7 })));
      expect(taken.filter(Boolean)).toHaveLength(7);
      expect(await holdersOf(key)).toEqual(
        holders
          .filter((_, index) => taken[index])
          .map((holder) => `acme ${holder}`)
          .toSorted(),
      );
    });

    test('who holds a slot takes no second one, and still has it when there is none left', async () => {
      const key = newKey();
      expect(await take(key, 'a', { max: 1 })).toBe(true);
      expect(await take(key, 'a', { max: 1 })).toBe(true);
      expect(await take(key, 'b', { max: 1 })).toBe(false);
      expect(await holdersOf(key)).toEqual(['acme a']);
    });

    test('a slot that is returned twice is returned once', async () => {
      const key = newKey();
      await Promise.all(['a', 'b'].map((holder) => take(key, holder, { max: 2 })));
      for (let time = 0; time < 2; time += 1) await running.limits.returnSlot(key, { owner: 'acme', holder: 'a' });
      expect(await take(key, 'c', { max: 2 })).toBe(true);
      expect(await take(key, 'd', { max: 2 })).toBe(false);
    });

    test('what was never taken is not returned', async () => {
      const key = newKey();
      await running.limits.returnSlot(key, { owner: 'acme', holder: 'a' });
      expect(await take(key, 'b', { max: 1 })).toBe(true);
      expect(await take(key, 'c', { max: 1 })).toBe(false);
    });

    test('an owner has as many as one may have, and the others the rest', async () => {
      const key = newKey();
      const caps = { max: 3, maxPerOwner: 2 };
      const mine = await Promise.all(['a', 'b', 'c'].map((holder) => take(key, holder, caps)));
      expect(mine.filter(Boolean)).toHaveLength(2);
      expect(await take(key, 'd', { ...caps, owner: 'other' })).toBe(true);
      expect(await take(key, 'e', { ...caps, owner: 'third' })).toBe(false);
    });

    test('without a number, everybody gets one', async () => {
      const key = newKey();
      expect(await Promise.all(['a', 'b', 'c'].map((holder) => take(key, holder)))).toEqual([true, true, true]);
    });

    test('while somebody waits, those that come do not go ahead', async () => {
      const [key, start1] = [newKey(), { intervalMs: SECOND_MS, burst: 1, notAfter: running.clock.now() }];
      await running.limits.joinLine(key, { owner: 'other', lane: 'standard' });
      expect(await take(key, 'a', { max: 1, unlessWaiting: true })).toBe(false);
      expect(await running.limits.takeStart(key, { ...start1, unlessWaiting: true })).toMatchObject({
        outcome: 'refused',
      });
      const { waiting = '' } = await running.limits.getUse(key);
      await running.limits.noneWaits(key, waiting);
      expect(await take(key, 'a', { max: 1, unlessWaiting: true })).toBe(true);
      expect(await running.limits.takeStart(key, { ...start1, unlessWaiting: true })).toMatchObject({
        outcome: 'granted',
      });
    });

    test('that nobody waits is not said when somebody has joined since', async () => {
      const key = newKey();
      await running.limits.joinLine(key, { owner: 'acme', lane: 'standard' });
      const { waiting = '' } = await running.limits.getUse(key);
      await running.limits.joinLine(key, { owner: 'other', lane: 'standard' });
      await running.limits.noneWaits(key, waiting);
      expect((await running.limits.getUse(key)).waiting).toBeDefined();
    });

    test('lines are served by lane, and in a lane by turns', async () => {
      const { limits, clock } = running;
      const key = newKey();
      for (const one of [line('first'), line('second'), line('urgent', 'high')]) {
        await limits.joinLine(key, one);
        clock.advance(1);
      }
      const order = async () => (await limits.listLines(key)).map(({ owner }) => owner);
      expect(await order()).toEqual(['urgent', 'first', 'second']);
      await limits.serveLine(key, line('first'));
      clock.advance(1);
      await limits.joinLine(key, line('third'));
      expect(await order()).toEqual(['urgent', 'second', 'first', 'third']);
    });

    test('a line is not closed when somebody has joined since', async () => {
      const { limits } = running;
      const key = newKey();
      const own = { owner: 'acme#1', lane: 'low' } as const;
      await limits.joinLine(key, own);
      const [before] = await limits.listLines(key);
      await limits.joinLine(key, own);
      if (before) await limits.closeLine(key, before);
      const [now] = await limits.listLines(key);
      expect(now).toMatchObject(own);
      if (now) await limits.closeLine(key, now);
      expect(await limits.listLines(key)).toEqual([]);
      await limits.serveLine(key, own);
      expect(await limits.listLines(key)).toEqual([]);
    });

    test('starts are spread evenly, and given away as far ahead as is asked for', async () => {
      const { limits, clock } = running;
      const key = newKey();
      const begin = clock.now();
      const request = { intervalMs: SECOND_MS, burst: 1, notAfter: begin + 2 * SECOND_MS };
      const starts = [];
      for (let count = 0; count < 4; count += 1) starts.push(await limits.takeStart(key, request));
      expect(starts).toEqual([
        ...[0, 1, 2].map((second) => ({ outcome: 'granted', startAt: begin + second * SECOND_MS })),
        { outcome: 'refused', startAt: begin + 3 * SECOND_MS },
      ]);
      clock.advance(10 * SECOND_MS);
      const later = await limits.takeStart(key, { ...request, notAfter: clock.now() });
      expect(later).toEqual({ outcome: 'granted', startAt: clock.now() });
    });

    test('a burst may come at once, and then one by one', async () => {
      const { limits, clock } = running;
      const key = newKey();
      const ask = () => limits.takeStart(key, { intervalMs: SECOND_MS, burst: 3, notAfter: clock.now() });
      const outcomes = [];
      for (let count = 0; count < 4; count += 1) outcomes.push(await ask());
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['granted', 'granted', 'granted', 'refused']);
      expect(outcomes[3]).toEqual({ outcome: 'refused', startAt: clock.now() + SECOND_MS });
      clock.advance(SECOND_MS);
      expect(await ask()).toEqual({ outcome: 'granted', startAt: clock.now() });
      expect(await ask()).toMatchObject({ outcome: 'refused' });
    });

    test('of many that ask at once for the same time, one starts then', async () => {
      const { limits, clock } = running;
      const key = newKey();
      const request = { intervalMs: SECOND_MS, burst: 1, notAfter: clock.now() };
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => limits.takeStart(key, request)));
      expect(outcomes.filter(({ outcome }) => outcome === 'granted')).toHaveLength(1);
    });

    test('a limit is due while somebody holds a slot or waits, and then no more', async () => {
      const { limits, clock } = running;
      const key = newKey();
      const isDue = async () => {
        const keys: string[] = [];
        for (let cursor: string | undefined = ''; cursor !== undefined;) {
          const page = await limits.listDueLimits({ limit: 2, ...(cursor && { cursor }) });
          keys.push(...page.limitKeys);
          cursor = page.cursor;
        }
        return keys.includes(key);
      };
      await take(key, 'a');
      clock.advance(LIMIT_DUE_MS - 1);
      expect(await isDue()).toBe(false);
      clock.advance(1);
      expect(await isDue()).toBe(true);
      await limits.postponeLimit(key, SECOND_MS);
      expect(await isDue()).toBe(false);
      clock.advance(SECOND_MS);
      expect(await isDue()).toBe(true);
      await limits.returnSlot(key, { owner: 'acme', holder: 'a' });
      await limits.postponeLimit(key, 0);
      expect(await isDue()).toBe(false);
      await limits.joinLine(key, { owner: 'acme', lane: 'standard' });
      clock.advance(LIMIT_DUE_MS);
      await limits.postponeLimit(key, 0);
      expect(await isDue()).toBe(true);
    });

    test('whose jobs were gone is remembered until the next look', async () => {
      const key = newKey();
      await take(key, 'a');
      await running.limits.noteAbsent(key, ['a']);
      expect((await running.limits.getUse(key)).absent).toEqual(['a']);
      await running.limits.noteAbsent(key, []);
      expect((await running.limits.getUse(key)).absent).toEqual([]);
    });
  });
}

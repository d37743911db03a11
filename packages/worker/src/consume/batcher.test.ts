import { describe, expect, test } from '@jest/globals';
import { FakeClock } from '../testing/fake-clock.ts';
import { createBatcher } from './batcher.ts';

function setUp(flush: (items: readonly string[]) => Promise<ReadonlyMap<string, unknown>>) {
  const clock = new FakeClock();
  const batches: (readonly string[])[] = [];
  const add = createBatcher<string>({
    clock,
    maxItems: 3,
    maxWaitMs: 5,
    flush: (items) => {
      batches.push(items);
      return flush(items);
    },
  });
  return { clock, batches, add };
}

describe('batcher', () => {
  test('a full batch goes at once, the rest after a short wait', async () => {
    const { clock, batches, add } = setUp(() => Promise.resolve(new Map()));
    const added = ['a', 'b', 'c', 'd'].map(add);
    expect(batches).toEqual([['a', 'b', 'c']]);
    await clock.advance(5);
    expect(batches).toEqual([['a', 'b', 'c'], ['d']]);
    await Promise.all(added);
    expect(clock.pendingTimers).toBe(0);
  });

  test('what comes alone waits for nobody', async () => {
    const { clock, batches, add } = setUp(() => Promise.resolve(new Map()));
    for (const item of ['a', 'b', 'c']) {
      const added = add(item);
      await clock.advance(0);
      expect(batches.at(-1)).toEqual([item]);
      await added;
      await clock.advance(50);
    }
  });

  test('what comes soon after others waits for more, until the batch is full or could have been', async () => {
    const { clock, batches, add } = setUp(() => Promise.resolve(new Map()));
    for (let n = 0; n < 31; n++) {
      void add(String(n));
      await clock.advance(1);
    }
    expect(batches.slice(-5).map((batch) => batch.length)).toEqual([3, 3, 3, 3, 3]);
    await clock.advance(5);
    expect(batches.flat()).toHaveLength(31);
  });

  test('each caller learns what became of its own item', async () => {
    const { clock, add } = setUp(() => Promise.resolve(new Map([['b', 'refused']])));
    const outcomes = Promise.allSettled([add('a'), add('b')]);
    await clock.advance(5);
    expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  test('a call that fails fails all of its items, and none of the next batch', async () => {
    let calls = 0;
    const { clock, add } = setUp(() =>
      calls++ === 0 ? Promise.reject(new Error('away')) : Promise.resolve(new Map()),
    );
    const first = Promise.allSettled([add('a'), add('b')]);
    await clock.advance(5);
    expect((await first).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const second = add('a');
    await clock.advance(5);
    await second;
    expect(calls).toBe(2);
  });
});

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

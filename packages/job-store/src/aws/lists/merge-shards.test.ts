import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { ListPosition } from '../../port/job-lists.ts';
import { mergeShards } from './merge-shards.ts';

const SHARDS = 4;

/** Few times and few ids, so that many places are of the same time. */
const places = fc.uniqueArray(
  fc.record({ time: fc.nat(12), jobId: fc.nat(999).map((n) => `job_${String(n).padStart(3, '0')}`) }),
  { selector: ({ jobId }) => jobId, maxLength: 60 },
);

const shardOf = ({ jobId }: ListPosition) => Number(jobId.slice(-2)) % SHARDS;
/** An index's own order at the same time, which nobody knows. */
const anyOrder = ({ jobId }: ListPosition) => (Number(jobId.slice(-3)) * 7919) % 1000;
const newestFirst = (a: ListPosition, b: ListPosition) => b.time - a.time || b.jobId.localeCompare(a.jobId);

function merged(all: readonly ListPosition[], pageSize: number, after?: ListPosition) {
  let reads = 0;
  const list = mergeShards<number>(SHARDS, after, async (shard, start = 0) => {
    reads += 1;
    const stored = all
      .filter((place) => shardOf(place) === shard && (!after || place.time <= after.time))
      .toSorted((a, b) => b.time - a.time || anyOrder(a) - anyOrder(b));
    const end = start + pageSize;
    return { positions: stored.slice(start, end), ...(end < stored.length && { nextKey: end }) };
  });
  return { ...list, reads: () => reads };
}

describe('shards as one list', () => {
  test('give every place once, in one order, however they are read', async () => {
    await fc.assert(
      fc.asyncProperty(
        places,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 9 }),
        async (all, page, take) => {
          const list = merged(all, page);
          const taken: ListPosition[] = [];
          while (await list.hasMore()) taken.push(...(await list.take(take)));
          expect(taken).toEqual(all.toSorted(newestFirst));
          expect(await list.take(1)).toEqual([]);
        },
      ),
    );
  });

  test('go on behind a place, whether it is still there or not', async () => {
    await fc.assert(
      fc.asyncProperty(places, fc.integer({ min: 1, max: 7 }), fc.nat(13), fc.nat(999), async (all, page, time, n) => {
        const after = { time, jobId: `job_${String(n).padStart(3, '0')}` };
        const behind = all.toSorted(newestFirst).filter((place) => newestFirst(after, place) < 0);
        expect(await merged(all, page, after).take(100)).toEqual(behind);
      }),
    );
  });

  test('are read no further than is asked for', async () => {
    const all = Array.from({ length: 400 }, (_, time) => ({ time, jobId: `job_${String(time).padStart(3, '0')}` }));
    const list = merged(all, 30);
    await list.take(20);
    expect(list.reads()).toBe(SHARDS);
  });
});

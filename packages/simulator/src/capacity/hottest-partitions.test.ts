import { expect, test } from '@jest/globals';
import { INDEX_SHARDS, JOBS_TABLE } from '@jobs/shared-contracts';
import { hottestShares, INDEX_NAMES } from './hottest-partitions.ts';

/** So few that the fullest of sixteen has a few per cent more than its share. */
const JOBS = 20_000;

test('every index of the table is looked at', () => {
  expect(INDEX_NAMES).toEqual(JOBS_TABLE.indexes.map(({ name }) => name));
});

test('no partition of the due, owner and failures indexes has noticeably more than a sixteenth of the writes', () => {
  for (const mix of [
    { owners: 10_000, largestShare: 0.5 },
    { owners: 1, largestShare: 1 },
  ]) {
    const { due, owner, failures } = hottestShares(mix, JOBS);
    for (const share of [due, owner, failures]) expect(share).toBeLessThan(1.1 / INDEX_SHARDS);
  }
});

test('one owner with half of the jobs has a thirty-second of the owner index in a partition, and half of the held index', () => {
  const { owner, held } = hottestShares({ owners: 10_000, largestShare: 0.5 }, JOBS);
  expect(owner * 2 * INDEX_SHARDS).toBeCloseTo(1.04, 1);
  expect(held).toBeCloseTo(0.5, 2);
});

test('many small owners leave no partition of the owner index worth naming', () => {
  expect(hottestShares({ owners: 10_000, largestShare: 0 }, JOBS).owner).toBeLessThan(0.01);
});

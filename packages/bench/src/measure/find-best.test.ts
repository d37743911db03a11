import { expect, test } from '@jest/globals';
import { findBest } from './find-best.ts';

test('the best setting is the one with the most', async () => {
  const rates = new Map([
    [1, 10],
    [4, 30],
    [16, 20],
  ]);
  await expect(findBest([1, 4, 16], (consumers) => Promise.resolve(rates.get(consumers) ?? 0))).resolves.toBe(4);
});

import { expect, test } from '@jest/globals';
import { percentile } from './percentile.ts';

test('a percentile is one of the values', () => {
  expect(percentile([], 50)).toBeUndefined();
  expect(percentile([3, 1, 2], 50)).toBe(2);
  expect(percentile([3, 1, 2], 99)).toBe(3);
});

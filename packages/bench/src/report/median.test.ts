import { expect, test } from '@jest/globals';
import { median } from './median.ts';

test('a median is the value in the middle, or between the two there', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
});

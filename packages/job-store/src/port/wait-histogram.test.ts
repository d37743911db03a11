import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { bucketEndMs, bucketOf, waitPercentileMs } from './wait-histogram.ts';

const MONTH_MS = 31 * 24 * 60 * 60 * 1000;

const histogramOf = (waits: readonly number[]) => {
  const histogram = new Map<number, number>();
  for (const wait of waits) histogram.set(bucketOf(wait), (histogram.get(bucketOf(wait)) ?? 0) + 1);
  return histogram;
};

describe('the histogram of waits', () => {
  test('a wait is in the first bucket that does not end before it, and that is a tenth too much at most', () => {
    fc.assert(
      fc.property(fc.nat(MONTH_MS), (wait) => {
        const bucket = bucketOf(wait);
        expect(bucketEndMs(bucket)).toBeGreaterThanOrEqual(wait);
        expect(bucketEndMs(bucket)).toBeLessThanOrEqual(Math.max(1, wait * 1.1));
        expect(bucket === 0 ? -1 : bucketEndMs(bucket - 1)).toBeLessThan(wait);
      }),
    );
  });

  test('a percentile is the one of the waits themselves, but for the width of its bucket', () => {
    const waits = fc.array(fc.nat(MONTH_MS), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(waits, fc.constantFrom(0.5, 0.95, 1), (list, share) => {
        const exact = list.toSorted((a, b) => a - b)[Math.ceil(share * list.length) - 1] ?? 0;
        expect(waitPercentileMs(histogramOf(list), share)).toBe(bucketEndMs(bucketOf(exact)));
      }),
    );
  });

  test('tells the slowest twentieth apart', () => {
    const waits = [...Array.from({ length: 95 }, () => 10), ...Array.from({ length: 5 }, () => 60_000)];
    expect(waitPercentileMs(histogramOf(waits), 0.95)).toBe(bucketEndMs(bucketOf(10)));
    expect(waitPercentileMs(histogramOf([...waits, 60_000]), 0.95)).toBe(bucketEndMs(bucketOf(60_000)));
  });

  test('has no percentile without waits', () => {
    expect(waitPercentileMs(new Map(), 0.95)).toBeUndefined();
  });
});

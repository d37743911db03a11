import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { progressOf } from './run-handler.ts';

describe('progress that a handler reports', () => {
  test('is a whole percentage within bounds, whatever number it was', () => {
    fc.assert(
      fc.property(fc.double(), (percent) => {
        const progress = progressOf(percent);
        const written = progress?.percent ?? 0;
        expect(progress !== undefined).toBe(Number.isFinite(percent));
        expect(Number.isInteger(written)).toBe(true);
        expect(Math.abs(written - 50)).toBeLessThanOrEqual(50);
      }),
    );
  });

  test('has a message of at most 200 characters', () => {
    expect(progressOf(10, 'x'.repeat(300))).toEqual({ percent: 10, message: 'x'.repeat(200) });
    expect(progressOf(10)).toEqual({ percent: 10 });
  });
});

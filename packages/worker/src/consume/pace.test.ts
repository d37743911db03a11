import { expect, test } from '@jest/globals';
import { Pace } from './pace.ts';

function paceOf(gapMs: number) {
  let now = 0;
  const pace = new Pace(() => now, 15);
  for (let n = 0; n < 40; n++) {
    now += gapMs;
    pace.note();
  }
  return pace;
}

test.each([
  [1, 10, 10],
  [1, 3, 3],
  [2, 10, 15],
  [0, 10, 0],
])('what comes every %i ms is waited for: %i of it for %i ms', (gapMs, count, waitMs) => {
  expect(Math.abs(paceOf(gapMs).waitMsFor(count) - waitMs)).toBeLessThanOrEqual(1);
});

test.each([6, 100, 60_000])('what comes every %i ms is not waited for', (gapMs) => {
  expect(paceOf(gapMs).waitMsFor(10)).toBe(0);
});

test('nothing is waited for before anything has come', () => {
  expect(new Pace(Date.now, 15).waitMsFor(10)).toBe(0);
});

import { expect, test } from '@jest/globals';
import { afterUnexpectedExit, NO_CRASHES } from './restart-backoff.ts';

test('doubles the delay with each crash, up to half a minute', () => {
  const delays: number[] = [];
  let restarts = NO_CRASHES;
  for (let i = 0; i < 8; i += 1) {
    restarts = afterUnexpectedExit(restarts, { startedMs: 1_000, endedMs: 2_000 });
    delays.push(restarts.notBeforeMs - 2_000);
  }
  expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test('starts from the shortest delay after a task that had lived long', () => {
  const restarts = afterUnexpectedExit({ crashes: 7, notBeforeMs: 0 }, { startedMs: 0, endedMs: 30_000 });
  expect(restarts).toEqual({ crashes: 1, notBeforeMs: 30_500 });
});

test('doubles no further than it is told to', () => {
  const restarts = afterUnexpectedExit({ crashes: 3, notBeforeMs: 0 }, { startedMs: 0, endedMs: 1_000 }, 700);
  expect(restarts).toEqual({ crashes: 4, notBeforeMs: 1_700 });
});

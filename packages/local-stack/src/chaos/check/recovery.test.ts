import { expect, test } from '@jest/globals';
import type { StateWrite } from './history.ts';
import { recoveriesOf } from './recovery.ts';

const state = (
  jobId: string,
  version: number,
  writer: string,
  at: number,
  more: Partial<StateWrite> = {},
): StateWrite => ({
  jobId,
  version,
  writer,
  at,
  status: 'RUNNING',
  attempt: version,
  ...more,
});

test('a crash is over for a job when another task has taken it on', () => {
  const writes = [
    state('held', 1, 'lost', 100),
    state('held', 2, 'other', 900),
    state('ended before', 1, 'lost', 100),
    state('ended before', 2, 'lost', 200, { status: 'SUCCEEDED' }),
    state('on its way', 1, 'lost', 100),
    state('on its way', 2, 'lost', 301, { status: 'SUCCEEDED' }),
    state('claimed later', 1, 'lost', 400),
    state('never taken on', 1, 'lost', 100),
    state('of others', 1, 'other', 100),
  ];
  expect(recoveriesOf(writes, [], [{ taskId: 'lost', at: 300 }])).toEqual([
    { jobId: 'held', waitedMs: 600, again: false },
  ]);
});

const received = (task: string, at: number, hasArrived = true) => ({ jobId: 'held', task, at, hasArrived });

test('a job whose message went to another task that was lost has waited for more than one lease', () => {
  const writes = [state('held', 1, 'lost', 100), state('held', 2, 'other', 22_000)];
  const outages = [
    { taskId: 'lost', at: 300 },
    { taskId: 'lost too', at: 11_500 },
  ];
  const again = (...receives: readonly ReturnType<typeof received>[]) =>
    recoveriesOf(writes, receives, outages).map((recovery) => recovery.again);
  expect(again(received('lost', 50), received('lost too', 11_000), received('other', 21_900))).toEqual([true]);
  expect(again(received('lost', 50), received('other', 11_000), received('other', 21_900))).toEqual([false]);
  expect(again(received('lost', 50), received('other', 11_000, false), received('other', 21_900))).toEqual([true]);
});

test('so has one whose next task was paused in between', () => {
  const writes = [state('held', 1, 'lost', 100), state('held', 2, 'other', 18_000)];
  const again = (pausedAt: number) =>
    recoveriesOf(
      writes,
      [],
      [
        { taskId: 'lost', at: 300 },
        { taskId: 'other', at: pausedAt },
      ],
    )[0]?.again;
  expect(again(2000)).toBe(true);
  expect(again(200)).toBe(false);
  expect(again(19_000)).toBe(false);
});

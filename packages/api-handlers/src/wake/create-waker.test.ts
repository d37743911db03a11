import { describe, expect, test } from '@jest/globals';
import { wakeTimes } from '@jobs/job-store';
import { createMemoryControls } from '@jobs/job-store/memory';
import { createTestClock } from '@jobs/job-store/testing';
import { captureLog } from '../testing/captured-log.ts';
import { createWaker } from './create-waker.ts';

const TYPE = 'csv-etl';
const times = wakeTimes(300);

/** So many processes, as Lambda has environments, on one table and one service that sleeps. */
function start(processes = 1) {
  const clock = createTestClock();
  const { controls, wakeStates } = createMemoryControls({ now: clock.now, intervalMs: times.intervalMs });
  const calls: string[] = [];
  const faults = { table: false, scaling: false };
  const { logger: log, lines } = captureLog();
  const wakers = Array.from({ length: processes }, () =>
    createWaker({
      wakeStates: {
        noteWork: async (jobType) => {
          calls.push('note');
          if (faults.table) throw new Error('The table is away');
          return wakeStates.noteWork(jobType);
        },
      },
      serviceScaling: {
        setMinimum: async (jobType, minTasks) => {
          calls.push(`${jobType} ${minTasks}`);
          if (faults.scaling) throw new Error('Minimum above maximum');
        },
      },
      times,
      now: clock.now,
      log,
    }),
  );
  const [wake = async () => {}] = wakers;
  return { clock, controls, wakeStates, calls, faults, lines, wakers, wake };
}

describe('a submission', () => {
  test('wakes a service that sleeps, by a minimum of one task', async () => {
    const { wake, calls } = start();
    await wake(TYPE);
    expect(calls).toEqual(['note', `${TYPE} 1`]);
  });

  test('makes no call while its process knows the service to be awake, and one every few minutes', async () => {
    const { wake, calls, clock } = start();
    await wake(TYPE);
    calls.length = 0;
    for (let elapsed = 0; elapsed < 10 * times.trustMs; elapsed += 1000) {
      await wake(TYPE);
      clock.advance(1000);
    }
    expect(calls).toEqual(Array.from({ length: 9 }, () => 'note'));
  });

  test('of many at once in a process makes one call, and all wait for it', async () => {
    const { wake, calls } = start();
    await Promise.all(Array.from({ length: 50 }, () => wake(TYPE)));
    expect(calls).toEqual(['note', `${TYPE} 1`]);
  });

  test('of many in other processes wakes the service once', async () => {
    const { wakers, calls } = start(20);
    await Promise.all(wakers.map((wake) => wake(TYPE)));
    expect(calls.filter((call) => call !== 'note')).toEqual([`${TYPE} 1`]);
  });

  test('relies on what another process has told for as long as that one may', async () => {
    const { wakers, calls, clock } = start(2);
    await wakers[0]?.(TYPE);
    clock.advance(times.intervalMs - 1);
    await wakers[1]?.(TYPE);
    calls.length = 0;
    clock.advance(times.trustMs - times.intervalMs);
    await wakers[1]?.(TYPE);
    expect(calls).toEqual([]);
    clock.advance(1);
    await wakers[1]?.(TYPE);
    expect(calls).toEqual(['note']);
  });

  test('wakes no paused job type, and asks again within half a minute of its resume', async () => {
    const { wake, calls, clock, controls } = start();
    await controls.pause(TYPE, { by: 'platform' });
    await wake(TYPE);
    await wake(TYPE);
    expect(calls).toEqual(['note']);
    await controls.resume(TYPE);
    clock.advance(times.intervalMs);
    await wake(TYPE);
    expect(calls).toEqual(['note', 'note', `${TYPE} 1`]);
  });

  test.each(['table', 'scaling'] as const)(
    'is not refused when the %s fails, which is told in the log and not tried again at once',
    async (what) => {
      const { wake, calls, faults, lines, clock } = start();
      faults[what] = true;
      await wake(TYPE);
      const made = calls.length;
      await wake(TYPE);
      expect(calls).toHaveLength(made);
      expect(lines()).toMatchObject([{ level: 'warn', event: 'wake-failed', jobType: TYPE }]);
      faults[what] = false;
      clock.advance(times.intervalMs);
      await wake(TYPE);
      expect(calls.length).toBeGreaterThan(made);
    },
  );
});

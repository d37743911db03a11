import { describe, expect, test } from '@jest/globals';
import type { PausedState } from '@jobs/job-store';
import { FakeClock, settle } from '../testing/fake-clock.ts';
import { silentLog } from '../testing/fakes.ts';
import { createPauseGate } from './pause-gate.ts';

const INTERVAL_MS = 15_000;
const PAUSED: PausedState = { since: 1, by: 'platform' };

function setUp() {
  const clock = new FakeClock();
  const draining = new AbortController();
  const control = { paused: undefined as PausedState | undefined, isAway: false, reads: 0 };
  const getPause = () => {
    control.reads += 1;
    return control.isAway ? Promise.reject(new Error('away')) : Promise.resolve(control.paused);
  };
  const gate = createPauseGate({
    controls: { getPause },
    jobType: 'a',
    intervalMs: INTERVAL_MS,
    clock,
    log: silentLog,
  });
  /** Whether a worker that asks now may receive. */
  const isOpen = async () => {
    const state = { open: false };
    const wait = async () => {
      await gate.over(draining.signal);
      state.open = true;
    };
    const over = wait();
    await settle();
    return { now: () => state.open, over };
  };
  return { clock, control, draining, isOpen };
}

describe('the pause of a job type', () => {
  test('is asked about once in a quarter of a minute, however often a worker polls, and not between polls', async () => {
    const { clock, control, isOpen } = setUp();
    for (let poll = 0; poll < 10; poll++) expect((await isOpen()).now()).toBe(true);
    expect(control.reads).toBe(1);
    await clock.advance(60 * INTERVAL_MS);
    expect(control.reads).toBe(1);
    await isOpen();
    expect(control.reads).toBe(2);
  });

  test('holds a worker until it is resumed', async () => {
    const { clock, control, isOpen } = setUp();
    control.paused = PAUSED;
    const held = await isOpen();
    await clock.advance(3 * INTERVAL_MS);
    expect(held.now()).toBe(false);
    control.paused = undefined;
    await clock.advance(INTERVAL_MS);
    expect(held.now()).toBe(true);
  });

  test('is noticed by a worker that has worked before', async () => {
    const { clock, control, isOpen } = setUp();
    expect((await isOpen()).now()).toBe(true);
    control.paused = PAUSED;
    await clock.advance(INTERVAL_MS);
    expect((await isOpen()).now()).toBe(false);
  });

  test('holds no worker that drains', async () => {
    const { control, draining, isOpen } = setUp();
    control.paused = PAUSED;
    const held = await isOpen();
    draining.abort();
    await held.over;
    expect(held.now()).toBe(true);
  });

  test('that can not be read changes nothing: who works goes on, who waits waits on', async () => {
    const { clock, control, isOpen } = setUp();
    control.isAway = true;
    expect((await isOpen()).now()).toBe(true);
    control.isAway = false;
    control.paused = PAUSED;
    await clock.advance(INTERVAL_MS);
    const held = await isOpen();
    control.isAway = true;
    control.paused = undefined;
    await clock.advance(2 * INTERVAL_MS);
    expect(held.now()).toBe(false);
    control.isAway = false;
    await clock.advance(INTERVAL_MS);
    expect(held.now()).toBe(true);
  });
});

import { describe, expect, test } from '@jest/globals';
import { FakeClock } from '../testing/fake-clock.ts';
import { BackOff } from './back-off.ts';

const never = new AbortController().signal;

describe('back-off', () => {
  test('the pause doubles with each failure in a row up to its bound, and ends with a success', async () => {
    const clock = new FakeClock();
    const backOff = new BackOff(clock, () => 1, { initialMs: 100, maxMs: 300 });
    const pauseMs = async () => {
      const from = clock.now();
      const [until] = await Promise.all([backOff.over(never).then(() => clock.now()), clock.advance(1000)]);
      return until - from;
    };
    expect(await pauseMs()).toBe(0);
    const pauses = [];
    for (let i = 0; i < 3; i++) {
      backOff.failed();
      pauses.push(await pauseMs());
    }
    expect(pauses).toEqual([100, 200, 300]);
    backOff.failed();
    backOff.succeeded();
    expect(await pauseMs()).toBe(0);
  });

  test('what fails during the pause does not make it longer', async () => {
    const clock = new FakeClock();
    const backOff = new BackOff(clock, () => 1, { initialMs: 100, maxMs: 300 });
    for (let i = 0; i < 5; i++) backOff.failed();
    let over = false;
    void backOff.over(never).then(() => (over = true));
    await clock.advance(100);
    expect(over).toBe(true);
  });

  test('chance takes at most half of the pause away', async () => {
    const clock = new FakeClock();
    const backOff = new BackOff(clock, () => 0, { initialMs: 100, maxMs: 300 });
    backOff.failed();
    let over = false;
    void backOff.over(never).then(() => (over = true));
    await clock.advance(49);
    expect(over).toBe(false);
    await clock.advance(1);
    expect(over).toBe(true);
  });

  test('an abort ends it at once', async () => {
    const clock = new FakeClock();
    const backOff = new BackOff(clock, () => 1, { initialMs: 100, maxMs: 300 });
    backOff.failed();
    const draining = new AbortController();
    const over = backOff.over(draining.signal);
    draining.abort();
    await over;
    expect(clock.pendingTimers).toBe(0);
  });
});

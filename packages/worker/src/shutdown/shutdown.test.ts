import { describe, expect, test } from '@jest/globals';
import { FakeClock, settle } from '../testing/fake-clock.ts';
import { createShutdown } from './shutdown.ts';

function setUp() {
  const clock = new FakeClock();
  const shutdown = createShutdown(clock, { shutdownGraceMs: 100_000, stopGraceMs: 5000 });
  const stages = () => [shutdown.draining.aborted, shutdown.evicting.aborted, shutdown.givingUp.aborted];
  return { clock, shutdown, stages };
}

const never = () => new Promise<void>(() => {});

describe('shutting down', () => {
  test('jobs get the grace to finish, then time to be released, and then nothing is waited for', async () => {
    const { clock, shutdown, stages } = setUp();
    const ended = shutdown.run(never);
    expect(stages()).toEqual([true, false, false]);
    await clock.advance(89_999);
    expect(stages()).toEqual([true, false, false]);
    await clock.advance(1);
    expect(stages()).toEqual([true, true, false]);
    await clock.advance(10_000);
    expect(stages()).toEqual([true, true, true]);
    await ended;
  });

  test('it is over as soon as everything is done', async () => {
    const { clock, shutdown, stages } = setUp();
    await shutdown.run(() => Promise.resolve());
    expect(stages()).toEqual([true, false, false]);
    expect(clock.pendingTimers).toBe(0);
  });

  test('a second call skips the rest of the grace', async () => {
    const { clock, shutdown, stages } = setUp();
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = shutdown.run(() => promise);
    const second = shutdown.run(never);
    expect(stages()).toEqual([true, true, false]);
    resolve();
    await Promise.all([first, second]);
    await settle();
    expect(clock.pendingTimers).toBe(0);
  });
});

import { describe, expect, test } from '@jest/globals';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeRunner, jobRecord } from '../testing/fakes.ts';
import { superviseAttempt } from './supervise-attempt.ts';

function setUp() {
  const clock = new FakeClock();
  const runner = new FakeRunner();
  const evict = new AbortController();
  const supervision = {
    runner,
    clock,
    timeLimitMs: 60_000,
    stopGraceMs: 5000,
    evictionStopGraceMs: 1000,
    evicting: evict.signal,
  };
  const start = () => superviseAttempt(jobRecord(), () => {}, supervision);
  return { clock, runner, evict, start };
}

const returned = { kind: 'returned', result: { inline: 1 } } as const;

describe('supervising an attempt', () => {
  test('an attempt that ends by itself leaves no timer behind', async () => {
    const { clock, runner, start } = setUp();
    const attempt = start();
    runner.end(returned);
    expect(await attempt.ended).toEqual(returned);
    expect(clock.pendingTimers).toBe(0);
    expect(runner.journal).toEqual(['start 1']);
  });

  test('a handler that does not stop when told to is ended after the grace', async () => {
    const { clock, runner, start } = setUp();
    const attempt = start();
    attempt.stop('cancelled');
    await clock.advance(4999);
    expect(runner.journal).toEqual(['start 1', 'abort cancelled']);
    await clock.advance(1);
    expect(runner.journal).toEqual(['start 1', 'abort cancelled', 'terminate']);
    expect(await attempt.ended).toEqual({ kind: 'stopped', reason: 'cancelled' });
  });

  test('what a handler returns after it was told to stop does not count', async () => {
    const { runner, start } = setUp();
    const attempt = start();
    attempt.stop('cancelled');
    runner.end(returned);
    expect(await attempt.ended).toEqual({ kind: 'stopped', reason: 'cancelled' });
  });

  test('it is stopped at its time limit', async () => {
    const { clock, runner, start } = setUp();
    const attempt = start();
    await clock.advance(60_000 + 5000);
    expect(runner.journal).toEqual(['start 1', 'abort time-limit', 'terminate']);
    expect(await attempt.ended).toEqual({ kind: 'stopped', reason: 'time-limit' });
  });

  test('a lost lease ends it without a grace, whatever it was stopped for before', async () => {
    const { runner, start } = setUp();
    const attempt = start();
    attempt.stop('time-limit');
    attempt.stop('cancelled');
    attempt.stop('lease-lost');
    expect(runner.journal).toEqual(['start 1', 'abort time-limit', 'abort lease-lost', 'terminate']);
    expect(await attempt.ended).toEqual({ kind: 'stopped', reason: 'lease-lost' });
  });

  test('it is stopped when the worker has no more time, also if it had none to begin with', async () => {
    const { clock, runner, evict, start } = setUp();
    const attempt = start();
    evict.abort();
    const late = start();
    await clock.advance(1000);
    expect(runner.journal.filter((entry) => entry === 'abort shutdown')).toHaveLength(2);
    expect(await late.ended).toEqual({ kind: 'stopped', reason: 'shutdown' });
    runner.end(returned);
    void attempt;
  });
});

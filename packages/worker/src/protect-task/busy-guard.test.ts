import { describe, expect, test } from '@jest/globals';
import { FakeClock, settle } from '../testing/fake-clock.ts';
import { createBusyGuard } from './busy-guard.ts';
import type { TaskProtection } from './task-protection.ts';

type Answer = Awaited<ReturnType<TaskProtection['protect']>>;

function setUp(...answers: Answer[]) {
  const clock = new FakeClock();
  const calls: string[] = [];
  const protection: TaskProtection = {
    protect: (minutes) => {
      calls.push(`protect ${minutes}`);
      return Promise.resolve(answers.shift() ?? 'protected');
    },
    unprotect: () => {
      calls.push('unprotect');
      return Promise.resolve();
    },
  };
  return { clock, calls, guard: createBusyGuard(protection, clock, 9.5) };
}

describe('guarding a busy task', () => {
  test('protection is switched from idle to busy and back, not for each job', async () => {
    const { clock, calls, guard } = setUp();
    expect(await Promise.all([guard.enter(), guard.enter()])).toEqual([true, true]);
    guard.leave();
    await guard.enter();
    guard.leave();
    guard.leave();
    expect(calls).toEqual(['protect 10']);
    await clock.advance(5000);
    expect(calls).toEqual(['protect 10', 'unprotect']);
    await guard.enter();
    expect(calls).toEqual(['protect 10', 'unprotect', 'protect 10']);
  });

  test('the next job within seconds finds the task still protected', async () => {
    const { clock, calls, guard } = setUp();
    await guard.enter();
    guard.leave();
    await clock.advance(4000);
    await guard.enter();
    await clock.advance(60_000);
    expect(calls).toEqual(['protect 10']);
  });

  test('it is renewed in time as long as there is work', async () => {
    const { clock, calls, guard } = setUp();
    await guard.enter();
    await clock.advance(8 * 60_000);
    expect(calls).toEqual(['protect 10', 'protect 10']);
    guard.leave();
    await clock.advance(60 * 60_000);
    expect(calls.filter((call) => call === 'unprotect')).toHaveLength(1);
    expect(clock.pendingTimers).toBe(0);
  });

  test('a refusal is told, and the next job asks anew', async () => {
    const { calls, guard } = setUp('refused', 'protected');
    expect(await guard.enter()).toBe(false);
    guard.leave();
    expect(await guard.enter()).toBe(true);
    expect(calls).toEqual(['protect 10', 'protect 10']);
  });

  test('an agent that does not answer does not keep jobs from running', async () => {
    const { guard } = setUp('unknown');
    expect(await guard.enter()).toBe(true);
  });

  test('closing lifts it at once', async () => {
    const { clock, calls, guard } = setUp();
    await guard.enter();
    guard.leave();
    await guard.close();
    await settle();
    expect(calls).toEqual(['protect 10', 'unprotect']);
    expect(clock.pendingTimers).toBe(0);
  });
});

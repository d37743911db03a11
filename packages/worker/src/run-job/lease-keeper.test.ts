import { describe, expect, test } from '@jest/globals';
import type { JobTable, LeaseOutcome } from '@jobs/job-store';
import { FakeClock, settle } from '../testing/fake-clock.ts';
import { fakeJobTable, jobRecord, silentLog } from '../testing/fakes.ts';
import { createLeaseKeeper } from './lease-keeper.ts';

const held: LeaseOutcome = { outcome: 'held', cancelRequested: false };

function setUp(extendLease?: JobTable['extendLease']) {
  const clock = new FakeClock();
  const writes: (number | undefined)[] = [];
  const calls: string[] = [];
  const jobs = fakeJobTable({
    extendLease: (attempt, heartbeat) => {
      writes.push(heartbeat.progress?.percent);
      return extendLease ? extendLease(attempt, heartbeat) : Promise.resolve(held);
    },
  });
  const keeper = createLeaseKeeper({
    jobs,
    attempt: jobRecord({ dueAt: 500_000 }),
    leaseDurationMs: 60_000,
    clock,
    log: silentLog,
    onWatched: ({ progress }) => calls.push(`watched at ${progress?.percent}`),
    onLost: () => calls.push('lost'),
    onCancelRequested: () => calls.push('cancel'),
  });
  return { clock, writes, calls, keeper };
}

describe('keeping a lease', () => {
  test('progress is written at most once a second, and the last one always', async () => {
    const { clock, writes, keeper } = setUp();
    for (let percent = 1; percent <= 50; percent++) {
      keeper.report({ percent });
      await clock.advance(50);
    }
    keeper.report({ percent: 100 });
    await keeper.finish('kept');
    expect(writes).toEqual([20, 40, 100]);
    expect(clock.pendingTimers).toBe(0);
  });

  test('progress that a success replaces is not written at its end', async () => {
    const { clock, writes, keeper } = setUp();
    keeper.report({ percent: 10 });
    await clock.advance(500);
    await keeper.finish('replaced');
    await clock.advance(5000);
    expect(writes).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });

  test('a heartbeat tells when the job is due, as far as the one before it or the claim did', async () => {
    const told: (number | undefined)[] = [];
    const answers = [undefined, 700_000, 800_000];
    const { keeper } = setUp((_, { dueAt }) => {
      told.push(dueAt);
      const answer = answers.shift();
      return answer === undefined ? Promise.reject(new Error('away')) : Promise.resolve({ ...held, dueAt: answer });
    });
    for (let beat = 0; beat < 3; beat++) await keeper.beat();
    expect(told).toEqual([500_000, 500_000, 700_000]);
  });

  test('a heartbeat carries the progress that waits, and writes nothing twice', async () => {
    const { clock, writes, keeper } = setUp();
    await keeper.beat();
    keeper.report({ percent: 10 });
    await keeper.beat();
    await clock.advance(5000);
    await keeper.finish('kept');
    expect(writes).toEqual([undefined, 10]);
  });

  test('progress that is known already is not written again', async () => {
    const { clock, writes, keeper } = setUp();
    for (let second = 0; second < 5; second++) {
      keeper.report({ percent: 50 });
      await clock.advance(1000);
    }
    keeper.report({ percent: 60 });
    keeper.report({ percent: 50 });
    await clock.advance(5000);
    await keeper.finish('kept');
    expect(writes).toEqual([50]);
  });

  test('it passes on a cancellation and a lost lease, until the handler has ended', async () => {
    const answers: LeaseOutcome[] = [
      { outcome: 'held', cancelRequested: true },
      { outcome: 'lost' },
      { outcome: 'lost' },
    ];
    const { calls, keeper } = setUp(() => Promise.resolve(answers.shift() ?? held));
    await keeper.beat();
    await keeper.beat();
    await keeper.finish('kept');
    await keeper.beat();
    expect(calls).toEqual(['cancel', 'lost']);
  });

  test('it passes on progress that somebody watches, until the handler has ended', async () => {
    const { calls, keeper } = setUp((_, { progress }) =>
      Promise.resolve({ ...held, ...(progress && { watched: jobRecord({ progress }) }) }),
    );
    keeper.report({ percent: 10 });
    await keeper.beat();
    await keeper.beat();
    keeper.report({ percent: 100 });
    await keeper.finish('kept');
    expect(calls).toEqual(['watched at 10']);
  });

  test('progress whose write failed is written again', async () => {
    let calls = 0;
    const { clock, writes, keeper } = setUp(() =>
      calls++ === 0 ? Promise.reject(new Error('away')) : Promise.resolve(held),
    );
    keeper.report({ percent: 10 });
    await clock.advance(2000);
    expect(writes).toEqual([10, 10]);
  });

  test('its writes never overlap', async () => {
    const { promise, resolve } = Promise.withResolvers<LeaseOutcome>();
    const { clock, writes, keeper } = setUp(() => promise);
    keeper.report({ percent: 10 });
    await clock.advance(1000);
    keeper.report({ percent: 20 });
    void keeper.beat();
    await clock.advance(5000);
    expect(writes).toEqual([10]);
    resolve(held);
    await settle();
    await clock.advance(1000);
    expect(writes).toEqual([10, 20]);
  });
});

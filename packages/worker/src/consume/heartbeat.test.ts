import { describe, expect, test } from '@jest/globals';
import { FakeClock, settle } from '../testing/fake-clock.ts';
import { fakeQueues, silentLog, type Journal } from '../testing/fakes.ts';
import { createHeartbeats } from './heartbeat.ts';

function setUp(changes: Parameters<typeof fakeQueues>[1] = {}) {
  const journal: Journal = [];
  const clock = new FakeClock();
  const queues = fakeQueues(journal, changes);
  return { journal, clock, heartbeats: createHeartbeats({ queues, clock, leaseSeconds: 60, log: silentLog }) };
}

describe('heartbeats', () => {
  test('every third of a lease, all messages are extended with one call for each queue, and all leases', async () => {
    const calls: string[] = [];
    const { clock, heartbeats } = setUp({
      changeVisibility: (queue, changes) => {
        calls.push(
          `${queue} ${changes.map(({ receiptHandle, timeoutSeconds }) => receiptHandle + timeoutSeconds).join()}`,
        );
        return Promise.resolve([]);
      },
    });
    let beats = 0;
    heartbeats.start('standard', 'r1').also(() => {
      beats += 1;
      return Promise.resolve();
    });
    heartbeats.start('standard', 'r2');
    heartbeats.start('high', 'r3');
    await clock.advance(19_999);
    expect(calls).toEqual([]);
    await clock.advance(1);
    expect(calls).toEqual(['standard r161,r261', 'high r361']);
    await clock.advance(40_000);
    expect(beats).toBe(3);
  });

  test('a message that is done with is not extended any more, and the timer rests when there is none', async () => {
    const { journal, clock, heartbeats } = setUp();
    const heartbeat = heartbeats.start('standard', 'r1');
    await heartbeat.end();
    await clock.advance(60_000);
    expect(journal).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
    heartbeats.start('standard', 'r2');
    await clock.advance(20_000);
    expect(journal).toEqual(['hide standard r2 61']);
  });

  test('the end waits for an extension under way, which would undo what follows', async () => {
    const { promise, resolve } = Promise.withResolvers<readonly string[]>();
    const { clock, heartbeats } = setUp({ changeVisibility: () => promise });
    const heartbeat = heartbeats.start('standard', 'r1');
    await clock.advance(20_000);
    let ended = false;
    const end = heartbeat.end().then(() => (ended = true));
    await settle();
    expect(ended).toBe(false);
    resolve([]);
    await end;
    expect(ended).toBe(true);
  });

  test('a failing call does not end the heartbeats', async () => {
    let calls = 0;
    const { clock, heartbeats } = setUp({
      changeVisibility: () => {
        calls += 1;
        return Promise.reject(new Error('away'));
      },
    });
    heartbeats.start('standard', 'r1');
    await clock.advance(40_000);
    expect(calls).toBe(2);
  });
});

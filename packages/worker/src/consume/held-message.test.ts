import { describe, expect, test } from '@jest/globals';
import { FakeClock } from '../testing/fake-clock.ts';
import { fakeQueues, JOB_ID, receivedMessage, type Journal } from '../testing/fakes.ts';
import { messageHolder } from '../testing/message-holding.ts';
import { holdMessage } from './held-message.ts';

function setUp(changes: Parameters<typeof fakeQueues>[1] = {}) {
  const journal: Journal = [];
  const clock = new FakeClock();
  const hold = () => holdMessage('standard', receivedMessage(), messageHolder(fakeQueues(journal, changes), clock));
  return { journal, clock, hold };
}

describe('a held message', () => {
  test('is kept from others until it is done with', async () => {
    const { journal, clock, hold } = setUp();
    const held = hold();
    await clock.advance(2000);
    expect(journal).toEqual(['hide standard r1 7']);
    await held.delete();
    await clock.advance(60_000);
    expect(journal).toEqual(['hide standard r1 7', 'delete standard r1']);
  });

  test('comes again no later than SQS allows, counted from its receive', async () => {
    const { journal, clock, hold } = setUp();
    const held = hold();
    await held.heartbeat.end();
    await clock.advance(3_600_000);
    await held.returnAfter(12 * 3600);
    expect(journal).toEqual([`hide standard r1 ${11 * 3600 - 60}`]);
  });

  test('is replaced by a fresh message, sent before it is deleted, with the delay that SQS allows', async () => {
    const { journal, hold } = setUp();
    await hold().replace({ jobId: JOB_ID, owner: 'ada' }, 5000);
    expect(journal).toEqual([`send standard ${JOB_ID} 900`, 'delete standard r1']);
  });

  test('stays, still held, when the fresh message cannot be sent', async () => {
    const { journal, hold } = setUp({ sendMessages: () => Promise.reject(new Error('away')) });
    const held = hold();
    await expect(held.replace({ jobId: JOB_ID, owner: 'ada' }, 0)).rejects.toThrow('away');
    expect(journal).toEqual([]);
  });

  test('that cannot be deleted is no failure', async () => {
    const { hold } = setUp({ deleteMessages: () => Promise.resolve(['r1']) });
    await expect(hold().delete()).resolves.toBeUndefined();
  });
});

import { describe, expect, test } from '@jest/globals';
import type { JobQueues, ReceivedMessage } from '@jobs/job-store';
import { FakeClock, settle } from '../testing/fake-clock.ts';
import { fakeQueues, receivedMessage, silentLog } from '../testing/fakes.ts';
import { BackOff } from './back-off.ts';
import { pollLane, type Lane } from './poll-lane.ts';
import { Slots } from './slots.ts';

type Receive = JobQueues['receiveMessages'];

function setUp(receive: Receive, options: { slots: number; longPoll?: boolean }) {
  const clock = new FakeClock();
  const draining = new AbortController();
  const asked: { maxMessages: number; waitSeconds: number }[] = [];
  const finished = new Map<string, () => void>();
  const workBackOff = new BackOff(clock, () => 1, { initialMs: 1000, maxMs: 60_000 });
  const lane: Lane = {
    queue: 'standard',
    queues: fakeQueues([], {
      receiveMessages: (queue, wanted) => {
        asked.push({ maxMessages: wanted.maxMessages, waitSeconds: wanted.waitSeconds });
        return receive(queue, wanted);
      },
    }),
    slots: new Slots(options.slots),
    workBackOff,
    visibilityTimeoutSeconds: 60,
    longPoll: options.longPoll ?? true,
    clock,
    random: () => 1,
    log: silentLog,
    handle: ({ messageId }) =>
      new Promise((resolve) => {
        finished.set(messageId, resolve);
      }),
  };
  const polling = pollLane(lane, draining.signal);
  const stop = async () => {
    draining.abort();
    await polling;
  };
  return { clock, workBackOff, asked, finished, stop };
}

const untilAborted: Receive = (_queue, { signal }) =>
  new Promise((resolve) => {
    signal?.addEventListener('abort', () => resolve([]));
  });

/** Answers as told, one after the other, and then waits as an empty queue does. */
function backlogOf(...answers: (readonly ReceivedMessage[])[]): Receive {
  return (queue, options) => {
    const next = answers.shift();
    return next ? Promise.resolve(next) : untilAborted(queue, options);
  };
}

const messages = (...ids: string[]) => ids.map((messageId) => receivedMessage({ messageId }));

describe('polling a lane', () => {
  test('an idle lane waits long for one message, and then asks for as many as it has slots for', async () => {
    const { asked, stop } = setUp(backlogOf(messages('a'), messages('b', 'c')), { slots: 4 });
    await settle();
    expect(asked).toEqual([
      { maxMessages: 1, waitSeconds: 20 },
      { maxMessages: 3, waitSeconds: 1 },
      { maxMessages: 1, waitSeconds: 20 },
    ]);
    await stop();
  });

  test('it asks for nothing while every slot is taken, and for more as soon as one is free', async () => {
    const { asked, finished, stop } = setUp(backlogOf(messages('a'), messages('b')), { slots: 2 });
    await settle();
    expect(asked).toHaveLength(2);
    finished.get('a')?.();
    await settle();
    expect(asked).toHaveLength(3);
    await stop();
  });

  test('with fewer slots than pollers, no poll holds its slot for long', async () => {
    const { asked, stop } = setUp(backlogOf(), { slots: 1, longPoll: false });
    await settle();
    expect(asked).toEqual([{ maxMessages: 1, waitSeconds: 1 }]);
    await stop();
  });

  test('a queue that fails is asked again, less and less often', async () => {
    const { clock, asked, stop } = setUp(() => Promise.reject(new Error('away')), { slots: 1 });
    await clock.advance(500 + 1000 + 2000);
    expect(asked).toHaveLength(4);
    await stop();
  });

  test('while work fails, no message is received', async () => {
    const { clock, workBackOff, asked, finished, stop } = setUp(backlogOf(messages('a')), { slots: 1 });
    await settle();
    workBackOff.failed();
    finished.get('a')?.();
    await settle();
    const before = asked.length;
    await clock.advance(999);
    expect(asked.length - before).toBeLessThanOrEqual(1);
    await clock.advance(1);
    expect(asked.length).toBeGreaterThan(1);
    await stop();
  });
});

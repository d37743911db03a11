import { describe, expect, test } from '@jest/globals';
import type { JobQueues, ReceivedMessage } from '@jobs/job-store';
import { LANES, type Lane } from '@jobs/shared-contracts';
import { FakeClock, settle } from '../testing/fake-clock.ts';
import { silentLog } from '../testing/fakes.ts';
import { LaneQueues } from '../testing/lane-queues.ts';
import { BackOff } from './back-off.ts';
import { pollLanes } from './poll-lanes.ts';

interface Options {
  readonly slots: number;
  readonly lanes?: readonly Lane[];
  readonly ordering?: 'fifo';
  readonly receive?: JobQueues['receiveMessages'];
  /** Messages that are there when it starts, by their queue. */
  readonly backlog?: Readonly<Record<string, number>>;
  /** Without it, a job ends when the test says so. */
  readonly jobMs?: number | ((nth: number) => number);
}

function setUp({ slots, lanes = ['standard'], ordering, receive, backlog = {}, jobMs }: Options) {
  const clock = new FakeClock();
  const draining = new AbortController();
  const sqs = new LaneQueues(clock);
  for (const [queue, count] of Object.entries(backlog)) sqs.send(queue, count);
  const begun: { queue: string; atMs: number }[] = [];
  const finish: (() => void)[] = [];
  const freeSlot: (() => void)[] = [];
  const workBackOff = new BackOff(clock, () => 1, { initialMs: 1000, maxMs: 60_000 });
  let receives = 0;
  const startMs = clock.now();
  const polling = pollLanes(
    {
      jobType: { name: 'a', lanes, ...(ordering && { ordering }) },
      slots,
      queues: {
        ...sqs.queues,
        receiveMessages: (queue, options) => {
          receives += 1;
          return receive ? receive(queue, options) : sqs.queues.receiveMessages(queue, options);
        },
      },
      workBackOff,
      visibilityTimeoutSeconds: 60,
      clock,
      random: () => 1,
      log: silentLog,
      handle: (queue, _message, free) => {
        begun.push({ queue, atMs: clock.now() - startMs });
        freeSlot.push(free);
        const { promise, resolve } = Promise.withResolvers<void>();
        if (jobMs === undefined) finish.push(resolve);
        else clock.after(typeof jobMs === 'number' ? jobMs : jobMs(begun.length), resolve);
        return promise;
      },
    },
    draining.signal,
  );
  const stop = async () => {
    draining.abort();
    await polling;
  };
  return { clock, workBackOff, sqs, begun, finish, freeSlot, stop, receives: () => receives };
}

const untilAborted: JobQueues['receiveMessages'] = (_queue, { signal }) =>
  new Promise<readonly ReceivedMessage[]>((resolve) => {
    signal?.addEventListener('abort', () => resolve([]));
  });

const HOUR_MS = 60 * 60 * 1000;

describe('polling a lane whose jobs have an order', () => {
  test('asks for one message at a time, since several could be of one group, but side by side', async () => {
    const { sqs, begun, stop } = setUp({ slots: 3, ordering: 'fifo' });
    sqs.send('a-standard.fifo', 3);
    await settle();
    expect(begun.map(({ queue }) => queue)).toEqual(Array.from({ length: 3 }, () => 'a-standard.fifo'));
    expect(new Set(sqs.asked.map(({ maxMessages }) => maxMessages))).toEqual(new Set([1]));
    await stop();
  });
});

describe('polling the only lane', () => {
  test('waits long for one message while idle, and asks for as many as there are slots for while there is work', async () => {
    const { sqs, clock, stop } = setUp({ slots: 4 });
    await settle();
    sqs.send('a-standard', 3);
    await settle();
    await clock.advance(1000);
    expect(sqs.asked).toEqual([
      { queue: 'a-standard', maxMessages: 1, waitSeconds: 20 },
      { queue: 'a-standard', maxMessages: 3, waitSeconds: 1 },
      { queue: 'a-standard', maxMessages: 1, waitSeconds: 1 },
      { queue: 'a-standard', maxMessages: 1, waitSeconds: 20 },
    ]);
    await stop();
  });

  test('makes several receives at once for many slots, of ten messages each', async () => {
    const { sqs, stop } = setUp({ slots: 25 });
    sqs.send('a-standard', 100);
    await settle();
    expect(sqs.asked.map(({ maxMessages }) => maxMessages)).toEqual([1, 10, 10, 4]);
    await stop();
  });

  test('asks for nothing while every slot is taken, and for more as soon as one is free', async () => {
    const { sqs, finish, begun, stop } = setUp({ slots: 2 });
    sqs.send('a-standard', 9);
    await settle();
    expect([sqs.asked.length, begun.length]).toEqual([2, 2]);
    finish[0]?.();
    await settle();
    expect([sqs.asked.length, begun.length]).toEqual([3, 3]);
    await stop();
  });

  test('begins another as soon as a slot is left, though the message that had it is not done with', async () => {
    const { sqs, freeSlot, begun, stop } = setUp({ slots: 2 });
    sqs.send('a-standard', 9);
    await settle();
    freeSlot[0]?.();
    freeSlot[0]?.();
    await settle();
    expect(begun).toHaveLength(3);
    await stop();
  });

  test.each([
    [2, 20],
    [30, 30],
  ])('with %i slots, it has %i messages at most that have left theirs and are not done with', async (slots, most) => {
    const { sqs, clock, freeSlot, finish, begun, stop } = setUp({ slots });
    sqs.send('a-standard', 100);
    const freeAll = async () => {
      for (let i = 0; i < 100; i++) {
        await clock.advance(20);
        freeSlot[i]?.();
      }
    };
    await freeAll();
    expect(begun).toHaveLength(slots + most);
    finish[0]?.();
    await freeAll();
    expect(begun).toHaveLength(slots + most + 1);
    for (const each of finish.slice(1)) each();
    await settle();
    expect(begun.length).toBeGreaterThan(slots + most + 1);
    await stop();
  });

  test('asks for several at once when its many slots come free one after the other, and keeps them at work', async () => {
    const slots = 40;
    const jobMs = 80;
    const { sqs, clock, begun, receives, stop } = setUp({ slots, jobMs: (nth) => jobMs + (nth % slots) });
    sqs.send('a-standard', 100_000);
    await clock.advance(2000);
    const before = { begun: begun.length, receives: receives() };
    await clock.advance(2000);
    const begunNow = begun.length - before.begun;
    expect(begunNow / (receives() - before.receives)).toBeGreaterThan(3);
    expect(begunNow).toBeGreaterThan(0.8 * ((2000 / (jobMs + slots / 2)) * slots));
    await stop();
  });

  test('asks a queue that fails again, less and less often', async () => {
    const { clock, receives, stop } = setUp({ slots: 1, receive: () => Promise.reject(new Error('away')) });
    await clock.advance(500 + 1000 + 2000);
    expect(receives()).toBe(4);
    await stop();
  });

  test('receives no message while work fails', async () => {
    const { sqs, clock, workBackOff, finish, begun, stop } = setUp({ slots: 1 });
    sqs.send('a-standard', 2);
    await settle();
    workBackOff.failed();
    finish[0]?.();
    await clock.advance(999);
    expect(begun).toHaveLength(1);
    await clock.advance(1);
    expect(begun).toHaveLength(2);
    await stop();
  });

  test('ends at once when it is to drain, whatever it waits for', async () => {
    const { receives, begun, stop } = setUp({ slots: 1, receive: untilAborted });
    await settle();
    await stop();
    expect([receives(), begun.length]).toEqual([1, 0]);
  });
});

describe('polling several lanes', () => {
  const QUEUES = ['a-high', 'a-standard', 'a-low'];

  test.each([
    [4, 3 * 720],
    [3, 3 * 720],
    [2, 2 * 3600],
    [1, 3600],
  ])(
    'makes a bounded number of receives in an idle hour, after a first look: with %i slots %i',
    async (slots, bound) => {
      const { clock, receives, stop } = setUp({ slots, lanes: LANES });
      await clock.advance(HOUR_MS - 1);
      expect(receives()).toBe(LANES.length + bound);
      await stop();
    },
  );

  test('has all slots of a worker that starts at work at once, though one lane alone has messages', async () => {
    const { sqs, begun, stop } = setUp({ slots: 4, lanes: LANES, backlog: { 'a-standard': 9 } });
    await settle();
    expect(begun).toHaveLength(4);
    expect(sqs.asked.slice(0, LANES.length).map(({ waitSeconds }) => waitSeconds)).toEqual([0, 0, 0]);
    await stop();
  });

  test.each([
    [3, 0],
    [2, 1000],
    [1, 2000],
  ])(
    'with %i slots, a message waits for no more than %i ms, however long the other lanes are empty',
    async (...row) => {
      const [slots, mostMs] = row;
      const { sqs, clock, begun, stop } = setUp({ slots, lanes: LANES, jobMs: 1 });
      const waits: number[] = [];
      let nowMs = 0;
      for (let i = 0; i < 60; i++) {
        await clock.advance(7301);
        nowMs += 7301;
        sqs.send(QUEUES[i % 3] ?? '', 1);
        await clock.advance(3000);
        waits.push((begun.at(-1)?.atMs ?? Infinity) - nowMs);
        nowMs += 3000;
      }
      expect(begun).toHaveLength(60);
      expect(Math.max(...waits)).toBeLessThanOrEqual(mostMs);
      await stop();
    },
  );

  test.each([1, 2, 4])(
    'an empty lane costs a busy one nothing: with %i slots, all are at work all the time',
    async (n) => {
      const { sqs, clock, begun, stop } = setUp({ slots: n, lanes: LANES, jobMs: 100 });
      sqs.send('a-standard', 100_000);
      // Until receives that began while all lanes were empty have ended.
      await clock.advance(5000);
      const before = begun.length;
      await clock.advance(60_000);
      expect(begun.length - before).toBe(600 * n);
      await stop();
    },
  );

  test('gives the slots that other lanes are waited for with to a lane with work, within the five seconds of a wait', async () => {
    const { sqs, clock, begun, stop } = setUp({ slots: 3, lanes: LANES });
    await settle();
    sqs.send('a-high', 3);
    await clock.advance(5000);
    expect(begun).toHaveLength(3);
    await stop();
  });

  test('looks at the empty lanes of a busy worker at most twice a second while jobs take long', async () => {
    const { sqs, clock, receives, stop } = setUp({ slots: 2, lanes: LANES, jobMs: 500 });
    sqs.send('a-low', 10_000);
    await clock.advance(60_000);
    expect(receives()).toBeLessThanOrEqual(60 * (2 + 4) + 10);
    await stop();
  });

  test.each([1, 2, 4])('with %i slots, a low one is begun while urgent ones never end', async (slots) => {
    const { sqs, clock, begun, stop } = setUp({ slots, lanes: LANES, jobMs: 100 });
    for (const queue of QUEUES) sqs.send(queue, 10_000);
    await clock.advance(105_000);
    const share = begun.filter(({ queue }) => queue === 'a-low').length / begun.length;
    expect(share).toBeGreaterThan(0.99 / 21);
    expect(share).toBeLessThan(1.02 / 21);
    await stop();
  });

  test('one whose queue fails holds up no other', async () => {
    const { sqs, clock, begun, stop } = setUp({
      slots: 1,
      lanes: LANES,
      jobMs: 100,
      receive: (queue, options) =>
        queue === 'a-high' ? Promise.reject(new Error('away')) : sqs.queues.receiveMessages(queue, options),
    });
    sqs.send('a-low', 100);
    await clock.advance(13_000);
    expect(begun).toHaveLength(100);
    await stop();
  });
});

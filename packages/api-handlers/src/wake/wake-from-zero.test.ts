import { describe, expect, jest, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createSleepingService, MINUTE_MS, type SleepingServiceOptions } from './testing/sleeping-service.ts';
import { START_MS } from './testing/virtual-tasks.ts';

jest.setTimeout(60_000);

const HOUR_MS = 60 * MINUTE_MS;
const SEEDS = Array.from({ length: 10 }, (_, seed) => seed);
/** Until SQS must tell of the message, the reconciler has looked, and a task has started. */
const BY_RECONCILER_MS = 2 * MINUTE_MS + START_MS;

/** A service that has gone to zero again: the alarm that scales in is in ALARM, and repeats its action. */
async function idle(options: SleepingServiceOptions) {
  const service = createSleepingService(options);
  await service.submit();
  await service.run(HOUR_MS / 2);
  expect(service.runningTasks()).toBe(0);
  return service;
}

/** A service whose queues nobody has used for so long that their metrics lag by up to 15 minutes. */
async function unused(seed: number, wakeBy?: SleepingServiceOptions['wakeBy']) {
  const service = createSleepingService({ seed, reconciles: false, wakeBy });
  await service.run(7 * HOUR_MS);
  return service;
}

/** From one message to a running worker, the longest of all seeds. */
async function longestWait(begin: (seed: number) => ReturnType<typeof idle>) {
  const waits: number[] = [];
  for (const seed of SEEDS) {
    const service = await begin(seed);
    await service.submit();
    waits.push(await service.runUntilAwake(HOUR_MS));
  }
  return Math.max(...waits);
}

describe('one message at zero starts a worker', () => {
  test('as soon as a task can start, though the alarm for scale-in repeats its action all the time', async () => {
    expect(await longestWait((seed) => idle({ seed }))).toBeLessThanOrEqual(START_MS);
  });

  test('as soon as a task can start, though the metrics of its queue lag, and no reconciler runs', async () => {
    expect(await longestWait((seed) => unused(seed))).toBeLessThanOrEqual(START_MS);
  });

  test('three minutes later at the latest, when the call that wakes it failed', async () => {
    for (const seed of SEEDS) {
      const service = await idle({ seed });
      service.fail(1);
      await service.submit();
      service.fail(0);
      expect(await service.runUntilAwake(HOUR_MS)).toBeLessThanOrEqual(BY_RECONCILER_MS);
    }
  });

  test('when the reconciler has sent it, if it was lost', async () => {
    for (const seed of SEEDS) {
      const service = await idle({ seed });
      service.submitAndLose();
      expect(await service.runUntilAwake(HOUR_MS)).toBeLessThanOrEqual(2 * MINUTE_MS + BY_RECONCILER_MS);
    }
  });

  test('not while its job type is paused, and three minutes after the resume at the latest', async () => {
    for (const seed of SEEDS) {
      const service = await idle({ seed });
      await service.pause();
      await service.submit();
      await service.run(30 * 1000);
      expect(service.minTasks()).toBe(0);
      await service.resume();
      expect(await service.runUntilAwake(HOUR_MS)).toBeLessThanOrEqual(BY_RECONCILER_MS);
    }
  });
});

/** What does not do. */
const byDesiredCount: SleepingServiceOptions['wakeBy'] = (service) => async () => service.updateDesired(1);
const byNothing: SleepingServiceOptions['wakeBy'] = () => async () => {};

describe('what is done about it is needed', () => {
  test('a bare desired count of one is taken back before the task has started', async () => {
    const wait = await longestWait((seed) => idle({ seed, wakeBy: byDesiredCount, reconciles: false }));
    expect(wait).toBeGreaterThan(START_MS);
  });

  test('without any wake, a message waits for the alarms, a quarter of an hour and more', async () => {
    expect(await longestWait((seed) => unused(seed, byNothing))).toBeGreaterThan(15 * MINUTE_MS);
  });
});

/** What happens to a service over some hours: submissions by several processes, and pauses between them. */
const events = fc.array(
  fc.record({
    afterSeconds: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 200, max: 700 })),
    process: fc.nat({ max: 3 }),
    isLost: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

async function play(
  seed: number,
  failing: number,
  played: readonly { afterSeconds: number; process: number; isLost: boolean }[],
) {
  const service = createSleepingService({ seed, processes: 4, failing });
  for (const { afterSeconds, process, isLost } of played) {
    await service.run(afterSeconds * 1000);
    if (isLost) service.submitAndLose();
    else await service.submit(process);
  }
  await service.run(HOUR_MS / 2);
  return { longest: Math.max(0, ...service.waits()), atLast: [service.runningTasks(), service.minTasks()] };
}

describe('whenever messages come, from several processes that rely on what they know', () => {
  test('each is received as soon as a task can start, and the service goes to sleep', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), events, async (seed, played) => {
        const { longest, atLast } = await play(seed, 0, played);
        expect(longest).toBeLessThanOrEqual(START_MS);
        expect(atLast).toEqual([0, 0]);
      }),
      { numRuns: 40, seed: 9 },
    );
  });

  test('also while a third of the calls fails, within some runs of the reconciler', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), events, async (seed, played) => {
        const { longest } = await play(seed, 1 / 3, played);
        expect(longest).toBeLessThanOrEqual(10 * MINUTE_MS);
      }),
      { numRuns: 40, seed: 9 },
    );
  });
});

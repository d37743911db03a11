import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { wakeTimes, type ServiceScaling, type WakeStates } from '@jobs/job-store';
import { createMemoryControls } from '@jobs/job-store/memory';
import { createTestClock } from '@jobs/job-store/testing';
import { captureLog } from '../testing/captured-log.ts';
import { createWaker } from './create-waker.ts';
import { serviceOf } from './testing/service-of.ts';
import { keepServices } from './keep-services.ts';

const service = serviceOf('csv-etl');
const { name } = service;
const times = wakeTimes(120);

/** A line without which the guarantee does not hold. */
interface BrokenLine {
  readonly wakeStates?: (sound: WakeStates) => WakeStates;
}

/** Submissions and runs of the reconciler at once, whose calls come through in any order. @returns what is left then */
async function race(scheduler: fc.Scheduler, counts: { submissions: number; runs: number }, broken: BrokenLine) {
  const clock = createTestClock();
  const memory = createMemoryControls({ now: clock.now, intervalMs: times.intervalMs });
  let minimum = 0;
  const scaling: ServiceScaling = {
    setMinimum: async (_, tasks) => void (minimum = tasks),
    getMinimums: async () => new Map([[name, minimum]]),
  };
  await memory.wakeStates.noteWork(name);
  await scaling.setMinimum(name, 1);
  clock.advance(times.idleMs);

  /** A request and its answer take their time each. */
  const onTheWay = () => scheduler.schedule(Promise.resolve());
  const late = <Calls extends object>(calls: Calls): Calls => {
    const entries = Object.entries(calls) as [string, (...given: unknown[]) => Promise<unknown>][];
    const delayed = entries.map(([operation, call]) => {
      const callLater = async (...given: unknown[]) => {
        await onTheWay();
        const answer = await call(...given);
        await onTheWay();
        return answer;
      };
      return [operation, callLater];
    });
    return Object.fromEntries(delayed) as Calls;
  };
  // The queue tells of no message: nothing but what was told of work keeps the service awake.
  const shared = { now: clock.now, times, log: captureLog().logger };
  const wakeStates = late((broken.wakeStates ?? ((sound) => sound))(memory.wakeStates));
  const serviceScaling = late(scaling);
  const queues = { getDepth: async () => ({ visible: 0, inFlight: 0, delayed: 0 }) };
  const workers = { countWorkers: async () => new Map([[name, { running: 1, pending: 0, desired: 1 }]]) };
  const all = [
    ...Array.from({ length: counts.submissions }, () => createWaker({ ...shared, wakeStates, serviceScaling })(name)),
    ...Array.from({ length: counts.runs }, () =>
      keepServices({ ...shared, wakeStates, serviceScaling, queues, workers, services: [service] }),
    ),
  ];
  await scheduler.waitFor(Promise.all(all));
  const { workAt } = await memory.wakeStates.getWakeState(name);
  return { minimum, isKnown: workAt !== undefined };
}

const guarantee = (broken: BrokenLine = {}) =>
  fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.record({ submissions: fc.integer({ min: 1, max: 3 }), runs: fc.integer({ min: 1, max: 3 }) }),
      async (scheduler, counts) => {
        expect(await race(scheduler, counts, broken)).toEqual({ minimum: 1, isKnown: true });
      },
    ),
    { numRuns: 300, seed: 9 },
  );

test('whoever told of work has a service that stays awake, however submissions and the reconciler’s runs interleave', async () => {
  await expect(guarantee()).resolves.toBeUndefined();
});

test.each<[string, BrokenLine]>([
  [
    'the reconciler did not look once more after it lowered the minimum',
    {
      wakeStates: (sound) => {
        let looks = 0;
        // Each run looks before, and after: every other look is left out.
        return {
          ...sound,
          getWakeState: async (jobType) =>
            (looks += 1) % 2 === 0 ? { workAt: undefined, isPaused: false } : sound.getWakeState(jobType),
        };
      },
    },
  ],
  [
    'work were forgotten whoever told of it since',
    {
      wakeStates: (sound) => ({
        ...sound,
        forgetWork: async (jobType) => sound.forgetWork(jobType, (await sound.getWakeState(jobType)).workAt ?? 0),
      }),
    },
  ],
])('it would not, if %s', async (_, broken) => {
  await expect(guarantee(broken)).rejects.toThrow('Property failed');
});

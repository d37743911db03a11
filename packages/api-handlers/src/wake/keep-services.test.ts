import { describe, expect, test } from '@jest/globals';
import { wakeTimes, type QueueDepth, type WorkerCounts } from '@jobs/job-store';
import { createMemoryControls } from '@jobs/job-store/memory';
import { createTestClock } from '@jobs/job-store/testing';
import { captureLog } from '../testing/captured-log.ts';
import { serviceOf } from './testing/service-of.ts';
import { keepServices, type KeepServicesDependencies } from './keep-services.ts';

const EMPTY: QueueDepth = { visible: 0, inFlight: 0, delayed: 0 };
const NOTHING = { woken: 0, leftToSleep: 0, failed: 0 };
const times = wakeTimes(300);
const away = () => Promise.reject(new Error('away'));

/** The job type csv-etl, which sleeps unless it is said otherwise. */
function start({ minTasks = 0 } = {}) {
  const service = serviceOf('csv-etl', minTasks);
  const clock = createTestClock();
  const { controls, wakeStates } = createMemoryControls({ now: clock.now, intervalMs: times.intervalMs });
  const state = {
    minimum: minTasks as number | undefined,
    counts: { running: 0, pending: 0, desired: minTasks } as WorkerCounts | undefined,
    depths: new Map<string, QueueDepth>(),
    asked: [] as string[],
    registered: [] as number[],
  };
  const log = captureLog();
  const deps: KeepServicesDependencies = {
    queues: {
      getDepth: async (queue) => {
        state.asked.push(queue);
        return state.depths.get(queue) ?? EMPTY;
      },
    },
    wakeStates,
    serviceScaling: {
      setMinimum: async (_, tasks) => {
        state.registered.push(tasks);
        state.minimum = tasks;
      },
      getMinimums: async () => new Map(state.minimum === undefined ? [] : [[service.name, state.minimum]]),
    },
    workers: { countWorkers: async () => new Map(state.counts && [[service.name, state.counts]]) },
    services: [service],
    times,
    now: clock.now,
    log: log.logger,
  };
  const keep = (overrides: Partial<KeepServicesDependencies> = {}) => keepServices({ ...deps, ...overrides });
  const queueNames = service.queues.map((queue) => queue.name);
  const [lane = ''] = queueNames;
  return { ...deps, lane, keep, state, controls, clock, lines: log.lines, name: service.name, queueNames };
}

describe('a run of the reconciler', () => {
  test('looks at every queue, and leaves a service without work asleep', async () => {
    const { keep, state, queueNames } = start();
    expect(await keep()).toEqual(NOTHING);
    expect(state.asked.toSorted()).toEqual(queueNames.toSorted());
    expect(state.registered).toEqual([]);
  });

  test.each(['visible', 'inFlight', 'delayed'] as const)('wakes a service with one message %s', async (kind) => {
    const { keep, state, lane } = start();
    state.depths.set(lane, { ...EMPTY, [kind]: 1 });
    expect(await keep()).toEqual({ ...NOTHING, woken: 1 });
    expect(state.registered).toEqual([1]);
  });

  test('makes up for a wake that was told of, and failed', async () => {
    const { keep, state, wakeStates, name } = start();
    await wakeStates.noteWork(name);
    expect(await keep()).toEqual({ ...NOTHING, woken: 1 });
    expect(await keep()).toMatchObject({ woken: 1 });
    state.counts = { running: 0, pending: 1, desired: 1 };
    expect(await keep()).toEqual(NOTHING);
    expect(state.registered).toEqual([1, 1]);
  });

  test('lowers the minimum once there was no work for as long as is declared, and not before', async () => {
    const { keep, state, clock, lane } = start();
    state.depths.set(lane, { ...EMPTY, inFlight: 1 });
    await keep();
    state.counts = { running: 1, pending: 0, desired: 1 };
    clock.advance(times.idleMs);
    expect(await keep()).toEqual(NOTHING);
    state.depths.clear();
    clock.advance(times.idleMs - 1);
    expect(await keep()).toEqual(NOTHING);
    clock.advance(1);
    expect(await keep()).toEqual({ ...NOTHING, leftToSleep: 1 });
    expect(await keep()).toEqual(NOTHING);
    expect(state.registered).toEqual([1, 0]);
  });

  test('lowers a minimum that a run before it had no more time to lower', async () => {
    const { keep, state } = start();
    state.minimum = 1;
    expect(await keep()).toEqual({ ...NOTHING, leftToSleep: 1 });
    expect(state.registered).toEqual([0]);
  });

  test('raises it again when work is told of while it is lowered', async () => {
    const { keep, state, wakeStates, serviceScaling, name } = start();
    state.minimum = 1;
    const setMinimum = async (jobType: string, tasks: number) => {
      if (tasks === 0) await wakeStates.noteWork(name);
      await serviceScaling.setMinimum(jobType, tasks);
    };
    expect(await keep({ serviceScaling: { ...serviceScaling, setMinimum } })).toEqual({ ...NOTHING, woken: 1 });
    expect(state.registered).toEqual([0, 1]);
  });

  test('wakes no paused service, and lets one sleep that has no work', async () => {
    const { keep, state, controls, clock, name, lane } = start();
    state.depths.set(lane, { ...EMPTY, visible: 9 });
    await controls.pause(name, { by: 'platform' });
    expect(await keep()).toEqual(NOTHING);
    await controls.resume(name);
    expect(await keep()).toMatchObject({ woken: 1 });
    await controls.pause(name, { by: 'platform' });
    state.depths.clear();
    clock.advance(times.idleMs);
    expect(await keep()).toMatchObject({ leftToSleep: 1 });
  });

  test('sees to a declared minimum, and never below it', async () => {
    const { keep, state, clock, controls, name } = start({ minTasks: 2 });
    expect(await keep()).toEqual(NOTHING);
    state.minimum = 0;
    await controls.pause(name, { by: 'platform' });
    expect(await keep()).toEqual(NOTHING);
    await controls.resume(name);
    expect(await keep()).toMatchObject({ woken: 1 });
    clock.advance(times.idleMs);
    state.counts = { running: 2, pending: 0, desired: 2 };
    expect(await keep()).toEqual(NOTHING);
    expect(state.registered).toEqual([2]);
  });

  test.each([
    ['a queue', (): Partial<KeepServicesDependencies> => ({ queues: { getDepth: away } })],
    ['the table', ({ wakeStates }) => ({ wakeStates: { ...wakeStates, getWakeState: away } })],
    ['the scaling', ({ serviceScaling }) => ({ serviceScaling: { ...serviceScaling, setMinimum: away } })],
  ] as const satisfies readonly [string, (deps: KeepServicesDependencies) => Partial<KeepServicesDependencies>][])(
    'that can’t use %s says so, and the next makes up for it',
    async (_, fault) => {
      const { keep, state, lines, lane, ...deps } = start();
      state.depths.set(lane, { ...EMPTY, visible: 1 });
      expect(await keep(fault(deps))).toEqual({ ...NOTHING, failed: 1 });
      expect(lines()).toMatchObject([{ level: 'warn', event: 'wake-failed', jobType: 'csv-etl' }]);
      expect(await keep()).toEqual({ ...NOTHING, woken: 1 });
    },
  );

  test('that can’t read the minimums wakes what has work, and lowers nothing', async () => {
    const { keep, state, lane, serviceScaling } = start();
    const blind = { serviceScaling: { ...serviceScaling, getMinimums: away }, workers: { countWorkers: away } };
    state.minimum = 1;
    expect(await keep(blind)).toEqual(NOTHING);
    state.depths.set(lane, { ...EMPTY, visible: 1 });
    expect(await keep(blind)).toMatchObject({ woken: 1 });
    expect(state.registered).toEqual([1]);
  });
});

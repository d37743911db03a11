import { describe, expect, test } from '@jest/globals';
import { isOnEcs, JOB_TYPES, type EcsCompute } from '@jobs/shared-contracts';
import { declaredScaling } from '@jobs/simulator/scaling';
import * as fc from 'fast-check';
import { nextScaling, tasksForBacklog, type ScalingState } from './scaling.ts';

const compute: EcsCompute = {
  cpuUnits: 256,
  memoryMiB: 512,
  minTasks: 0,
  maxTasks: 20,
  scalingSteps: [
    { backlogAtLeast: 1, tasks: 1 },
    { backlogAtLeast: 10, tasks: 4 },
    { backlogAtLeast: 100, tasks: 20 },
  ],
};

describe('tasksForBacklog', () => {
  test.each([
    [0, 0],
    [1, 1],
    [9, 1],
    [10, 4],
    [99, 4],
    [100, 20],
    [1_000_000, 20],
  ])('a backlog of %d wants %d tasks', (backlog, tasks) => {
    expect(tasksForBacklog(compute, backlog)).toBe(tasks);
  });

  test('stays within the declared bounds and never falls as the backlog grows, for every job type', () => {
    const backlog = fc.nat({ max: 100_000 });
    fc.assert(
      fc.property(fc.constantFrom(...JOB_TYPES.filter(isOnEcs)), backlog, backlog, (jobType, a, b) => {
        const [fewer, more] = [Math.min(a, b), Math.max(a, b)].map((n) => tasksForBacklog(jobType.compute, n));
        expect(fewer).toBeGreaterThanOrEqual(jobType.compute.minTasks);
        expect(more).toBeLessThanOrEqual(jobType.compute.maxTasks);
        expect(more).toBeGreaterThanOrEqual(fewer ?? NaN);
        expect(tasksForBacklog(jobType.compute, 1)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('tasksForBacklog and the step scaling that Terraform declares', () => {
  test('want the same, for every job type and backlog', () => {
    const backlogs = fc.oneof(fc.nat({ max: 1000 }), fc.nat({ max: 1_000_000 }));
    fc.assert(
      fc.property(fc.constantFrom(...JOB_TYPES.filter(isOnEcs)), backlogs, ({ compute: declared }, backlog) => {
        const { minTasks, maxTasks, alarms } = declaredScaling(declared, 5);
        const wanted = alarms.map(({ rule: { comparison, threshold }, createPolicy }) =>
          createPolicy().apply({
            nowMs: 0,
            value: backlog,
            threshold,
            comparison,
            runningTasks: 0,
            desiredTasks: Infinity,
            clamp: (tasks) => Math.min(maxTasks, Math.max(minTasks, tasks)),
          }),
        );
        expect(wanted.filter((tasks) => tasks !== undefined)).toEqual([tasksForBacklog(declared, backlog)]);
      }),
    );
  });
});

describe('nextScaling', () => {
  const scaleInAfterMs = 20_000;
  const observe = (state: ScalingState, backlog: number, nowMs: number, type = compute) =>
    nextScaling(type, state, { backlog, nowMs, scaleInAfterMs });

  test('keeps what it has while there is any backlog', () => {
    expect(observe({ desiredTasks: 20 }, 1, 0).desiredTasks).toBe(20);
  });

  test('goes to the minimum only after the whole idle time', () => {
    let state: ScalingState = { desiredTasks: 4 };
    state = observe(state, 0, 1_000);
    state = observe(state, 0, 20_999);
    expect(state.desiredTasks).toBe(4);
    expect(observe(state, 0, 21_000).desiredTasks).toBe(0);
    expect(observe(state, 0, 21_000, { ...compute, minTasks: 2 }).desiredTasks).toBe(2);
  });

  test('starts the idle time anew after a job', () => {
    let state: ScalingState = observe({ desiredTasks: 1 }, 0, 0);
    state = observe(state, 1, 19_000);
    state = observe(state, 0, 20_000);
    expect(observe(state, 0, 39_999).desiredTasks).toBe(1);
    expect(observe(state, 0, 40_000).desiredTasks).toBe(0);
  });

  test('never takes tasks away in a round that saw a backlog', () => {
    const rounds = fc.array(fc.record({ backlog: fc.nat({ max: 200 }), elapsedMs: fc.nat({ max: 30_000 }) }));
    fc.assert(
      fc.property(rounds, (observed) => {
        let state: ScalingState = { desiredTasks: 0 };
        let nowMs = 0;
        for (const { backlog, elapsedMs } of observed) {
          nowMs += elapsedMs;
          const next = observe(state, backlog, nowMs);
          const atLeast = backlog > 0 ? Math.max(1, state.desiredTasks) : 0;
          expect(next.desiredTasks).toBeGreaterThanOrEqual(atLeast);
          state = next;
        }
      }),
    );
  });
});

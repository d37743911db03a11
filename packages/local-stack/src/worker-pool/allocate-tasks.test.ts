import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { allocateTasks, type TaskDemand } from './allocate-tasks.ts';

const demand = (jobType: string, fields: Partial<TaskDemand> = {}): TaskDemand => ({
  jobType,
  desiredTasks: 0,
  runningTasks: 0,
  minTasks: 0,
  backlog: fields.desiredTasks ?? 0,
  ...fields,
});

describe('allocateTasks', () => {
  test('gives what is wanted when there is room', () => {
    const targets = allocateTasks([demand('a', { desiredTasks: 2 }), demand('b', { desiredTasks: 3 })], 10);
    expect([...targets]).toEqual([
      ['a', 2],
      ['b', 3],
    ]);
  });

  test('keeps a place free for each type that sleeps', () => {
    const targets = allocateTasks([demand('a', { desiredTasks: 20 }), demand('b'), demand('c')], 5);
    expect(targets.get('a')).toBe(3);
  });

  test('gives every type its first task before any its second', () => {
    const targets = allocateTasks([demand('a', { desiredTasks: 20 }), demand('b', { desiredTasks: 20 })], 5);
    expect([...targets.values()]).toEqual([3, 2]);
  });

  test('serves who comes first when there are too few places, and has idle types give theirs up', () => {
    const idle = demand('idle', { desiredTasks: 1, runningTasks: 1, backlog: 0 });
    const targets = allocateTasks(
      [demand('first', { desiredTasks: 1 }), demand('second', { desiredTasks: 1 }), idle],
      2,
    );
    expect([...targets]).toEqual([
      ['first', 1],
      ['second', 0],
      ['idle', 0],
    ]);
  });

  test('takes back no place that it has just given', () => {
    const idle = demand('idle', { desiredTasks: 0, runningTasks: 2 });
    const targets = allocateTasks(
      [demand('first', { desiredTasks: 1, backlog: 0 }), demand('second', { desiredTasks: 1, backlog: 0 }), idle],
      3,
    );
    expect([...targets]).toEqual([
      ['first', 1],
      ['second', 0],
      ['idle', 0],
    ]);
  });

  test('takes nothing from a type that has work', () => {
    const busy = demand('busy', { desiredTasks: 2, runningTasks: 2, backlog: 9 });
    expect(allocateTasks([demand('waiting', { desiredTasks: 1 }), busy], 2).get('busy')).toBe(2);
  });

  test('keeps to the limit and to what is wanted, and lets nobody starve', () => {
    const type = fc.record({
      desiredTasks: fc.nat({ max: 20 }),
      runningTasks: fc.nat({ max: 5 }),
      backlog: fc.nat({ max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(type, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 30 }), (types, limit) => {
        const demands = types.map((fields, i) => demand(String(i), fields));
        const targets = allocateTasks(demands, limit);
        const running = demands.reduce((sum, { runningTasks }) => sum + runningTasks, 0);
        const started = demands.reduce(
          (sum, d) => sum + Math.max(0, (targets.get(d.jobType) ?? 0) - d.runningTasks),
          0,
        );
        expect(started).toBeLessThanOrEqual(Math.max(0, limit - running));
        for (const d of demands) expect(targets.get(d.jobType)).toBeLessThanOrEqual(d.desiredTasks);
        const starving = demands.filter(
          (d) => d.desiredTasks > 0 && d.runningTasks === 0 && targets.get(d.jobType) === 0,
        );
        expect(starving.length === 0 || started + running >= limit).toBe(true);
      }),
    );
  });
});

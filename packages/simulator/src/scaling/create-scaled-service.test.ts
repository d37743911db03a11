import { describe, expect, test } from '@jest/globals';
import type { EcsCompute } from '@jobs/shared-contracts';
import { DOCUMENTED_LAG } from '../metrics/metric-lag.ts';
import { createRandom } from '../random/create-random.ts';
import { createTimeline } from '../virtual-time/create-timeline.ts';
import { createScaledService } from './create-scaled-service.ts';
import { declaredScaling } from './declared-scaling.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

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

function start(seed = 1) {
  const timeline = createTimeline();
  const state = { backlog: 0, runningTasks: 0 };
  const changes: [minute: number, tasks: number, cause: string][] = [];
  const service = createScaledService({
    timeline,
    random: createRandom(seed, 'service'),
    rules: declaredScaling(compute, 5),
    lag: DOCUMENTED_LAG,
    backlog: () => state.backlog,
    runningTasks: () => state.runningTasks,
    onDesired: (tasks, cause) => changes.push([timeline.now() / MINUTE_MS, tasks, cause]),
  });
  return { timeline, state, service, changes };
}

/** A service whose queues have been used, and then empty for a while. */
function startIdle(seed?: number) {
  const started = start(seed);
  started.service.useQueues();
  started.timeline.runUntil(HOUR_MS);
  return started;
}

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

/** Minutes until the alarms have a message's service scaled out, by seed. */
function minutesToWake(begin: (seed: number) => ReturnType<typeof start>): number[] {
  return SEEDS.map((seed) => {
    const { timeline, state, service, changes } = begin(seed);
    const sentAt = timeline.now();
    state.backlog = 1;
    service.useQueues();
    timeline.runUntil(sentAt + HOUR_MS);
    return (changes[0]?.[0] ?? Infinity) - sentAt / MINUTE_MS;
  });
}

describe('a service that alarms scale', () => {
  test('is woken by them one to four minutes after a message, while the metrics of its queue are active', () => {
    const minutes = minutesToWake(startIdle);
    expect(Math.min(...minutes)).toBeGreaterThan(0.5);
    expect(Math.max(...minutes)).toBeLessThan(4);
    expect(Math.max(...minutes) - Math.min(...minutes)).toBeGreaterThan(1);
  });

  test('is woken up to 19 minutes after a message, once its queue has not been used for six hours', () => {
    const minutes = minutesToWake((seed) => {
      const started = startIdle(seed);
      started.timeline.runUntil(8 * HOUR_MS);
      return started;
    });
    expect(Math.max(...minutes)).toBeGreaterThan(14);
    expect(Math.max(...minutes)).toBeLessThan(19);
    expect(minutes.filter((minute) => minute < 4).length).toBeGreaterThan(0);
  });

  test('stays active as long as somebody asks for the depth of its queues', () => {
    const minutes = minutesToWake((seed) => {
      const started = startIdle(seed);
      started.timeline.every(HOUR_MS, started.timeline.now(), () => started.service.useQueues());
      started.timeline.runUntil(8 * HOUR_MS + 1);
      return started;
    });
    expect(Math.max(...minutes)).toBeLessThan(4);
  });

  test('follows the steps out, and falls with the backlog while it is worked off', () => {
    const { timeline, state, changes } = startIdle();
    for (const backlog of [5, 50, 500, 50, 5]) {
      state.backlog = backlog;
      timeline.runUntil(timeline.now() + 10 * MINUTE_MS);
    }
    expect(changes.map(([, tasks, cause]) => [tasks, cause])).toEqual([
      [1, 'backlog'],
      [4, 'backlog'],
      [20, 'backlog'],
      [4, 'backlog'],
      [1, 'backlog'],
    ]);
  });

  test('goes to its minimum once nothing was there for five minutes, and what is known of them', () => {
    const { timeline, state, changes, service } = startIdle();
    state.backlog = 5;
    timeline.runUntil(timeline.now() + 10 * MINUTE_MS);
    const emptyAt = timeline.now() / MINUTE_MS;
    state.backlog = 0;
    timeline.runUntil(timeline.now() + HOUR_MS);
    const [, [minute, tasks, cause] = [0, -1, '']] = changes;
    expect([tasks, cause]).toEqual([0, 'no-backlog']);
    expect(minute - emptyAt).toBeGreaterThan(5);
    expect(minute - emptyAt).toBeLessThan(9);
    expect(service.alarmState('no-backlog')).toBe('ALARM');
  });

  test('takes a bare desired count back before a task could start, as the alarm of an idle type repeats its action', () => {
    const takenBack = SEEDS.map((seed) => {
      const { timeline, state, service, changes } = startIdle(seed);
      state.backlog = 1;
      service.updateDesired(1);
      timeline.runUntil(timeline.now() + 2 * MINUTE_MS);
      return changes.some(([, tasks, cause]) => tasks === 0 && cause === 'no-backlog');
    });
    expect(takenBack.filter(Boolean).length).toBeGreaterThan(SEEDS.length * 0.9);
  });

  test('keeps a raised minimum, and goes back to none once it is lowered', () => {
    const { timeline, service, changes } = startIdle();
    service.registerMinimum(1);
    expect(service.desiredTasks()).toBe(1);
    timeline.runUntil(timeline.now() + HOUR_MS);
    expect(service.desiredTasks()).toBe(1);
    service.registerMinimum(0);
    expect(service.desiredTasks()).toBe(1);
    timeline.runUntil(timeline.now() + 2 * MINUTE_MS);
    expect(service.desiredTasks()).toBe(0);
    expect(changes.map(([, tasks, cause]) => [tasks, cause])).toEqual([
      [1, 'minimum'],
      [0, 'no-backlog'],
    ]);
  });

  test('refuses a minimum above its maximum', () => {
    expect(() => start().service.registerMinimum(21)).toThrow('A minimum of 21 is above the maximum, 20');
  });
});

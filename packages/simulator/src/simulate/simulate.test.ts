import { describe, expect, test } from '@jest/globals';
import type { EcsCompute, LambdaCompute } from '@jobs/shared-contracts';
import * as fc from 'fast-check';
import { declaredScaling } from '../scaling/declared-scaling.ts';
import type { WakeMode } from '../wake/create-waker.ts';
import { AWS } from './environment.ts';
import type { Setting } from './setting.ts';
import { simulate, type Simulation } from './simulate.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const compute: EcsCompute = {
  cpuUnits: 1024,
  memoryMiB: 2048,
  minTasks: 0,
  maxTasks: 10,
  scalingSteps: [
    { backlogAtLeast: 1, tasks: 1 },
    { backlogAtLeast: 20, tasks: 3 },
    { backlogAtLeast: 200, tasks: 10 },
  ],
};
const lambda: LambdaCompute = { kind: 'lambda', memoryMiB: 1024, maxConcurrency: 50 };

const scaled = (wake: WakeMode, changes: Partial<EcsCompute> = {}): Setting => ({
  name: wake,
  kind: 'scaled',
  compute: { ...compute, ...changes },
  concurrencyPerWorker: 2,
  rules: declaredScaling({ ...compute, ...changes }, 5),
  wake,
  scaleInAfterMinutes: 5,
});
const fixed = (tasks: number): Setting => ({ name: 'fixed', kind: 'fixed', compute, concurrencyPerWorker: 2, tasks });

function run(setting: Setting, changes: Partial<Simulation> = {}) {
  return simulate({
    setting,
    environment: AWS,
    seed: 1,
    arrivals: () => [0],
    drawWorkMs: () => 1000,
    quietMs: 30 * MINUTE_MS,
    windowMs: 20 * MINUTE_MS,
    ...changes,
  });
}

const atOnce = (jobs: number) => () => Array.from({ length: jobs }, () => 0);
const inFirstMinute = (random: () => number) => [random() * MINUTE_MS];
const upToAMinute = (random: () => number) => 1000 + random() * MINUTE_MS;

/** Waits of one job at zero tasks, in seconds, the shortest first. */
function waitsAtZero(wake: WakeMode, quietMs = 30 * MINUTE_MS): number[] {
  const waits = Array.from({ length: 30 }, (_, seed) => {
    return run(scaled(wake), { seed, quietMs, arrivals: inFirstMinute }).waitsMs[0] ?? NaN;
  });
  return waits.map((wait) => wait / 1000).toSorted((a, b) => a - b);
}
const p95 = (sorted: readonly number[]) => sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN;

describe('a job at zero tasks', () => {
  test('runs within 75 s nearly always, woken by its submission, however long nobody has submitted any', () => {
    expect(p95(waitsAtZero('submit'))).toBeLessThan(75);
    expect(p95(waitsAtZero('submit', 8 * HOUR_MS))).toBeLessThan(75);
  });

  test('waits for minutes with alarms alone, and for a quarter of an hour once its queue is inactive', () => {
    expect(p95(waitsAtZero('alarms'))).toBeGreaterThan(120);
    expect(p95(waitsAtZero('alarms', 8 * HOUR_MS))).toBeGreaterThan(10 * 60);
  });

  test('gains nothing from a bare desired count, which the alarm of an idle type takes back', () => {
    expect(p95(waitsAtZero('desired-count'))).toBeGreaterThan(120);
  });

  test('leaves nothing running, once it was idle for long enough', () => {
    for (const wake of ['submit', 'alarms'] as const) {
      const { samples, usage } = run(scaled(wake), { windowMs: HOUR_MS });
      expect(samples.at(-1)).toMatchObject({ ready: 0, starting: 0, waiting: 0, inFlight: 0 });
      expect(usage.starts).toBe(1);
      expect(usage.billedSeconds).toBeLessThan(15 * 60);
    }
  });
});

describe('what runs jobs', () => {
  test('starts the waiting at once where slots are free, and makes the others wait for the work ahead', () => {
    const { waitsMs, dollars, usage } = run(fixed(2), { arrivals: atOnce(6) });
    expect(waitsMs).toEqual([30, 30, 30, 30, 1060, 1060]);
    expect(usage.billedSeconds).toBe(2 * 20 * 60);
    // 1 vCPU and 2 GB for 40 minutes, at $0.03238 and $0.00356 an hour.
    expect(dollars).toBeCloseTo(((0.03238 + 2 * 0.00356) * 40) / 60, 10);
  });

  test('is told when it will never get done', () => {
    const endless = { arrivals: atOnce(100), drawWorkMs: () => 40 * HOUR_MS };
    expect(() => run(fixed(1), endless)).toThrow('"fixed" does not get done with its jobs');
  });

  test('follows the steps out, and stops tasks as they become idle, none that has work', () => {
    const { samples, usage } = run(scaled('submit'), {
      arrivals: atOnce(600),
      drawWorkMs: upToAMinute,
      windowMs: HOUR_MS,
    });
    expect(Math.max(...samples.map(({ ready }) => ready))).toBe(10);
    expect(usage.starts).toBe(10);
    const peak = samples.findIndex(({ ready }) => ready === 10);
    const falling = samples.slice(peak).filter(({ ready }) => ready < 10);
    expect(falling.some(({ ready, inFlight }) => ready > 0 && inFlight > 0)).toBe(true);
    for (const { ready, inFlight, waiting } of falling) {
      expect(waiting).toBe(0);
      expect(inFlight).toBeLessThanOrEqual(2 * ready);
    }
    expect(samples.at(-1)?.ready).toBe(0);
  });

  test('is a function with a new environment for each of the first batches, and more of them each minute', () => {
    const setting: Setting = { name: 'lambda', kind: 'lambda', compute: lambda, concurrencyPerWorker: 1 };
    const { samples, usage, dollars } = run(setting, { arrivals: atOnce(100), drawWorkMs: () => 60_000 });
    expect(usage.starts).toBe(50);
    expect(usage.invocations).toBe(100);
    // Five at once, and five more each second: samples are two seconds apart, and each is taken before its moment's.
    expect(samples.slice(1, 4).map(({ ready }) => ready)).toEqual([14, 24, 34]);
    expect(Math.max(...samples.map(({ ready }) => ready))).toBe(50);
    expect(dollars).toBeCloseTo(usage.billedSeconds * 0.0000133334 + 100 * 0.2e-6, 10);
  });

  test('gives batches to a function as far as jobs wait together', () => {
    const setting: Setting = { name: 'lambda', kind: 'lambda', compute: lambda, concurrencyPerWorker: 10 };
    const { usage } = run(setting, { arrivals: atOnce(100) });
    expect(usage.invocations).toBeLessThan(25);
    expect(usage.busySlotSeconds).toBe(100);
  });
});

describe('any simulation', () => {
  const settings = fc.constantFrom<Setting>(
    scaled('submit'),
    scaled('alarms'),
    scaled('submit', { minTasks: 1 }),
    fixed(3),
    { name: 'lambda', kind: 'lambda', compute: lambda, concurrencyPerWorker: 3 },
  );
  const times = fc.array(fc.nat({ max: 2 * HOUR_MS }), { minLength: 1, maxLength: 100 });

  test('runs every job once, keeps to its bounds, and is the same again', () => {
    fc.assert(
      fc.property(settings, times, fc.nat(), (setting, arriving, seed) => {
        const arrivals = () => arriving.toSorted((a, b) => a - b);
        const once = () => run(setting, { arrivals, drawWorkMs: upToAMinute, seed, windowMs: 4 * HOUR_MS });
        const result = once();
        expect(result.waitsMs).toHaveLength(arriving.length);
        expect(Math.min(...result.waitsMs)).toBeGreaterThanOrEqual(AWS.pickUpMs);
        const most = setting.kind === 'lambda' ? setting.compute.maxConcurrency : 10;
        for (const { ready, starting } of result.samples) expect(ready + starting).toBeLessThanOrEqual(most);
        expect(result.usage.busySlotSeconds).toBeLessThanOrEqual(
          result.usage.readySeconds * setting.concurrencyPerWorker + 1e-6,
        );
        expect(once()).toEqual(result);
      }),
      { numRuns: 15 },
    );
  });
});

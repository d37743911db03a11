import { describe, expect, test } from '@jest/globals';
import type { EcsCompute } from '@jobs/shared-contracts';
import type { PolicyCall } from './step-policy.ts';
import { targetTracking } from './target-tracking.ts';

const compute: EcsCompute = {
  cpuUnits: 256,
  memoryMiB: 512,
  minTasks: 0,
  maxTasks: 20,
  scalingSteps: [{ backlogAtLeast: 1, tasks: 1 }],
};
const { minTasks, alarms } = targetTracking(compute, { backlogPerTask: 10, cooldownMs: 60_000 });
const policyOf = (direction: 'high' | 'low') => {
  const policy = alarms.find(({ name }) => name === `target-${direction}`)?.createPolicy();
  return (call: Partial<PolicyCall>) =>
    policy?.apply({
      nowMs: 0,
      value: 10,
      threshold: 10,
      comparison: 'GreaterThanThreshold',
      runningTasks: 2,
      desiredTasks: 2,
      clamp: (tasks) => Math.min(20, Math.max(1, tasks)),
      ...call,
    });
};

describe('target tracking', () => {
  test('has one task at least, and the alarms that AWS makes for it', () => {
    expect(minTasks).toBe(1);
    expect(alarms.map(({ rule }) => [rule.comparison, rule.threshold, rule.evaluationPeriods])).toEqual([
      ['GreaterThanThreshold', 10, 3],
      ['LessThanThreshold', 9, 15],
    ]);
  });

  test('takes as many tasks as bring the backlog of each to the target, rounded up', () => {
    expect(policyOf('high')({ value: 24 })).toBe(5);
    expect(policyOf('low')({ value: 4, runningTasks: 10, desiredTasks: 10 })).toBe(4);
    expect(policyOf('high')({ value: 1000 })).toBe(20);
    expect(policyOf('low')({ value: 0 })).toBe(1);
  });

  test('scales in one direction for each alarm', () => {
    expect(policyOf('high')({ value: 10, desiredTasks: 5 })).toBeUndefined();
    expect(policyOf('low')({ value: 10, runningTasks: 5 })).toBeUndefined();
  });

  test('waits for its cooldown, unless more is needed than before', () => {
    const apply = policyOf('high');
    expect(apply({ value: 20 })).toBe(4);
    expect(apply({ nowMs: 30_000, value: 20, desiredTasks: 3 })).toBeUndefined();
    expect(apply({ nowMs: 30_000, value: 30, desiredTasks: 4 })).toBe(6);
    expect(apply({ nowMs: 90_000, value: 25, desiredTasks: 4 })).toBe(5);
  });
});

import { describe, expect, test } from '@jest/globals';
import { createStepPolicy, type PolicyCall, type StepPolicyRule } from './step-policy.ts';

const STEPS = [
  { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 10, ScalingAdjustment: 2 },
  { MetricIntervalLowerBound: 10, ScalingAdjustment: 3 },
];

function start(rule: Partial<StepPolicyRule> = {}) {
  const policy = createStepPolicy({ adjustmentType: 'ChangeInCapacity', cooldownMs: 300_000, steps: STEPS, ...rule });
  return (call: Partial<PolicyCall>) =>
    policy.apply({
      nowMs: 0,
      value: 50,
      threshold: 50,
      comparison: 'GreaterThanOrEqualToThreshold',
      runningTasks: 4,
      desiredTasks: 4,
      clamp: (tasks) => Math.min(100, tasks),
      ...call,
    });
}

describe('a step scaling policy', () => {
  // The example of AWS's guide: two tasks are added, and the next breach asks for three.
  test('adds only the difference while what it has added cools down', () => {
    const apply = start();
    expect(apply({})).toBe(6);
    expect(apply({ nowMs: 60_000, desiredTasks: 6 })).toBeUndefined();
    expect(apply({ nowMs: 120_000, desiredTasks: 6, value: 60 })).toBe(7);
  });

  test('counts what it added from the beginning of the cooldown, though it runs by now', () => {
    const apply = start();
    expect(apply({})).toBe(6);
    expect(apply({ nowMs: 60_000, runningTasks: 6, desiredTasks: 6, value: 60 })).toBe(7);
  });

  test('scales from what runs, once the cooldown is over', () => {
    const apply = start();
    expect(apply({})).toBe(6);
    expect(apply({ nowMs: 299_999, runningTasks: 6, desiredTasks: 6 })).toBeUndefined();
    expect(apply({ nowMs: 300_000, runningTasks: 6, desiredTasks: 6 })).toBe(8);
  });

  test('stops no task that is on its way because fewer run yet', () => {
    const apply = start({ cooldownMs: 0 });
    expect(apply({ runningTasks: 0, desiredTasks: 10 })).toBeUndefined();
  });

  test('with exact numbers takes the very number, up and down', () => {
    const apply = start({ adjustmentType: 'ExactCapacity', cooldownMs: 60_000 });
    expect(apply({ desiredTasks: 0, value: 60 })).toBe(3);
    expect(apply({ nowMs: 59_999, desiredTasks: 3 })).toBeUndefined();
    expect(apply({ nowMs: 60_000, desiredTasks: 3 })).toBe(2);
  });

  test('holds back a second scale-in while the first cools down, and no scale-out', () => {
    const apply = start({
      adjustmentType: 'ChangeInCapacity',
      steps: [
        { MetricIntervalUpperBound: 10, MetricIntervalLowerBound: 0, ScalingAdjustment: -1 },
        { MetricIntervalLowerBound: 10, ScalingAdjustment: 3 },
      ],
    });
    expect(apply({})).toBe(3);
    expect(apply({ nowMs: 60_000, runningTasks: 3, desiredTasks: 3 })).toBeUndefined();
    expect(apply({ nowMs: 60_000, runningTasks: 3, desiredTasks: 3, value: 60 })).toBe(6);
  });

  test('stays within the bounds, and does nothing where no step is for the value', () => {
    const apply = start();
    expect(apply({ clamp: (tasks) => Math.min(5, tasks) })).toBe(5);
    expect(apply({ value: 49 })).toBeUndefined();
  });

  test('makes nothing of a percentage of none', () => {
    expect(start({ adjustmentType: 'PercentChangeInCapacity' })({ runningTasks: 0, desiredTasks: 0 })).toBeUndefined();
  });
});

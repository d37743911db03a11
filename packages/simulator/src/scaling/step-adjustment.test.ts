import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { adjustedCapacity, stepFor, type StepAdjustment } from './step-adjustment.ts';

/** The example of AWS's guide, for an alarm at 50: https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html */
const OUT = [
  { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 10, ScalingAdjustment: 0 },
  { MetricIntervalLowerBound: 10, MetricIntervalUpperBound: 20, ScalingAdjustment: 10 },
  { MetricIntervalLowerBound: 20, ScalingAdjustment: 30 },
];
const IN = [
  { MetricIntervalLowerBound: -10, MetricIntervalUpperBound: 0, ScalingAdjustment: 0 },
  { MetricIntervalLowerBound: -20, MetricIntervalUpperBound: -10, ScalingAdjustment: -10 },
  { MetricIntervalUpperBound: -20, ScalingAdjustment: -30 },
];

const above = (steps: readonly StepAdjustment[], value: number) =>
  stepFor(steps, { value, threshold: 50, comparison: 'GreaterThanOrEqualToThreshold' })?.ScalingAdjustment;
const below = (steps: readonly StepAdjustment[], value: number) =>
  stepFor(steps, { value, threshold: 50, comparison: 'LessThanOrEqualToThreshold' })?.ScalingAdjustment;

describe('the step for a value', () => {
  test.each([
    [49.9, undefined],
    [50, 0],
    [59.9, 0],
    [60, 10],
    [69.9, 10],
    [70, 30],
    [1e9, 30],
  ])('above the threshold the lower bound is in, the upper out: %d', (value, adjustment) => {
    expect(above(OUT, value)).toBe(adjustment);
  });

  test.each([
    [50.1, undefined],
    [50, 0],
    [40.1, 0],
    [40, -10],
    [30.1, -10],
    [30, -30],
    [0, -30],
  ])('below it is the other way round: %d', (value, adjustment) => {
    expect(below(IN, value)).toBe(adjustment);
  });

  test('is exactly one where steps touch, and none in a gap', () => {
    const bounds = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(bounds, fc.integer({ min: 0, max: 2000 }), (found, breach) => {
        const sorted = [0, ...found.toSorted((a, b) => a - b)];
        const steps = sorted.map((lower, i) => ({
          MetricIntervalLowerBound: lower,
          MetricIntervalUpperBound: sorted[i + 1],
          ScalingAdjustment: i,
        }));
        expect(above(steps, 50 + breach)).toBe(sorted.findLastIndex((lower) => breach >= lower));
      }),
    );
    expect(above([{ MetricIntervalLowerBound: 5, ScalingAdjustment: 1 }], 51)).toBeUndefined();
  });
});

describe('a capacity after an adjustment', () => {
  test.each([
    ['ExactCapacity', 7, 3, 3],
    ['ExactCapacity', 0, 3, 3],
    ['ChangeInCapacity', 7, 3, 10],
    ['ChangeInCapacity', 2, -3, 0],
    ['PercentChangeInCapacity', 10, 25, 12],
    ['PercentChangeInCapacity', 10, -25, 8],
    ['PercentChangeInCapacity', 2, 10, 3],
    ['PercentChangeInCapacity', 2, -10, 1],
    ['PercentChangeInCapacity', 0, 1000, 0],
  ] as const)('%s: %d and %d are %d', (type, capacity, adjustment, result) => {
    expect(adjustedCapacity(type, capacity, adjustment)).toBe(result);
  });

  test('changes by the least magnitude at least, and by none where a percentage is of none', () => {
    expect(adjustedCapacity('PercentChangeInCapacity', 4, 25, 2)).toBe(6);
    expect(adjustedCapacity('PercentChangeInCapacity', 4, -25, 2)).toBe(2);
    expect(adjustedCapacity('PercentChangeInCapacity', 0, 25, 2)).toBe(0);
  });
});

import { isAbove, type Comparison } from '../alarms/comparison.ts';

export type AdjustmentType = 'ExactCapacity' | 'ChangeInCapacity' | 'PercentChangeInCapacity';

/** A step of a policy, in Application Auto Scaling's words. Bounds count from the alarm's threshold; none is endless. */
export interface StepAdjustment {
  readonly MetricIntervalLowerBound?: number | undefined;
  readonly MetricIntervalUpperBound?: number | undefined;
  readonly ScalingAdjustment?: number | undefined;
}

/**
 * The step that a value belongs to: above the threshold its lower bound is in and its upper bound out, below the other
 * way round. Undefined: no step is for it, and nothing is scaled.
 */
export function stepFor<T extends StepAdjustment>(
  steps: readonly T[],
  {
    value,
    threshold,
    comparison,
  }: { readonly value: number; readonly threshold: number; readonly comparison: Comparison },
): T | undefined {
  const breach = value - threshold;
  return steps.find(({ MetricIntervalLowerBound: lower = -Infinity, MetricIntervalUpperBound: upper = Infinity }) =>
    isAbove(comparison) ? breach >= lower && breach < upper : breach > lower && breach <= upper,
  );
}

/** A percentage of few tasks is at least one task, except of none: then it is none. */
function percentOf(capacity: number, percent: number): number {
  const change = (capacity * percent) / 100;
  if (change === 0) return 0;
  return Math.abs(change) < 1 ? Math.sign(change) : Math.trunc(change);
}

/** The capacity that an adjustment makes of another. No bounds are applied, but that none is below 0. */
export function adjustedCapacity(
  type: AdjustmentType,
  capacity: number,
  adjustment: number,
  minAdjustmentMagnitude = 0,
): number {
  switch (type) {
    case 'ExactCapacity':
      return adjustment;
    case 'ChangeInCapacity':
      return Math.max(0, capacity + adjustment);
    case 'PercentChangeInCapacity': {
      const change = percentOf(capacity, adjustment);
      const magnitude = change === 0 ? 0 : Math.max(Math.abs(change), minAdjustmentMagnitude);
      return Math.max(0, capacity + Math.sign(change) * magnitude);
    }
  }
}

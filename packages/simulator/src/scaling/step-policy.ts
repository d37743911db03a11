import type { Comparison } from '../alarms/comparison.ts';
import { adjustedCapacity, stepFor, type AdjustmentType, type StepAdjustment } from './step-adjustment.ts';

export interface StepPolicyRule {
  readonly adjustmentType: AdjustmentType;
  readonly cooldownMs: number;
  readonly steps: readonly StepAdjustment[];
  readonly minAdjustmentMagnitude?: number;
}

/** What a policy is told when its alarm is in ALARM, which is again each minute. */
export interface PolicyCall {
  readonly nowMs: number;
  readonly value: number;
  readonly threshold: number;
  readonly comparison: Comparison;
  /** What is scaled from: the tasks that run. */
  readonly runningTasks: number;
  readonly desiredTasks: number;
  /** Within the target's minimum and maximum. */
  readonly clamp: (tasks: number) => number;
}

interface Cooldown {
  readonly untilMs: number;
  readonly direction: 'out' | 'in';
  /** The capacity from which the activity that began it had scaled. */
  readonly from: number;
}

/**
 * A step scaling policy with its cooldown. During that of a scale-out, what it has added counts as part of the next: only
 * a larger one adds, and only the difference. No scale-in is made during either; a scale-out is made at once.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
 */
export function createStepPolicy({ adjustmentType, cooldownMs, steps, minAdjustmentMagnitude }: StepPolicyRule) {
  let cooldown: Cooldown | undefined;
  return {
    /** The tasks that are to be there; undefined: nothing is scaled. */
    apply({ nowMs, runningTasks, desiredTasks, clamp, ...breach }: PolicyCall): number | undefined {
      if (cooldown && nowMs >= cooldown.untilMs) cooldown = undefined;
      const adjustment = stepFor(steps, breach)?.ScalingAdjustment;
      if (adjustment === undefined) return undefined;
      const from = cooldown?.direction === 'out' ? cooldown.from : runningTasks;
      const adjusted = adjustedCapacity(adjustmentType, from, adjustment, minAdjustmentMagnitude);
      const wanted = clamp(adjusted);
      if (wanted === desiredTasks) return undefined;
      const direction = wanted > desiredTasks ? 'out' : 'in';
      if (direction === 'in') {
        // Adding to the tasks that run may be less than those that are on their way, which is no reason to stop them.
        const isAddition = adjustmentType !== 'ExactCapacity' && adjusted >= from;
        if (cooldown || isAddition) return undefined;
      }
      cooldown = { untilMs: nowMs + cooldownMs, direction, from };
      return wanted;
    },
  };
}

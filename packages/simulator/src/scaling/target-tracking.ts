import type { EcsCompute } from '@jobs/shared-contracts';
import type { PolicyCall } from './step-policy.ts';
import type { ScalingRules } from './scaling-rules.ts';

export interface TargetTrackingRule {
  /** The backlog that a task is to have. */
  readonly backlogPerTask: number;
  /** Between two activities in the same direction; ECS's default is 300 s. */
  readonly cooldownMs: number;
}

/** Below this part of the target, it scales in. */
const SCALE_IN_SHARE = 0.9;

/** As many tasks as bring the metric to its target, if it falls as they grow in number. */
function createTargetPolicy({ backlogPerTask, cooldownMs }: TargetTrackingRule, direction: 'out' | 'in') {
  let lastMs = -Infinity;
  let lastWanted = 0;
  return {
    apply({ nowMs, value, runningTasks, desiredTasks, clamp }: PolicyCall): number | undefined {
      const wanted = clamp(Math.ceil((Math.max(1, runningTasks) * value) / backlogPerTask));
      const isCoolingDown = nowMs - lastMs < cooldownMs;
      // While a scale-out cools down, only a larger one is made.
      const isMade =
        direction === 'out'
          ? wanted > desiredTasks && (!isCoolingDown || wanted > lastWanted)
          : wanted < desiredTasks && !isCoolingDown;
      if (!isMade) return undefined;
      lastMs = nowMs;
      lastWanted = wanted;
      return wanted;
    },
  };
}

const lasting = (minutes: number) =>
  ({ evaluationPeriods: minutes, datapointsToAlarm: minutes, treatMissingData: 'missing' }) as const;

/**
 * Target tracking on the backlog for each running task, with the alarms that Application Auto Scaling makes for it: above
 * the target for three minutes, below nine tenths of it for fifteen. Of no task there is no share, so that the minimum is
 * one task at least.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
 */
export function targetTracking({ minTasks, maxTasks }: EcsCompute, rule: TargetTrackingRule): ScalingRules {
  return {
    minTasks: Math.max(1, minTasks),
    maxTasks,
    alarms: [
      {
        name: 'target-high',
        metric: 'backlogPerTask',
        rule: { comparison: 'GreaterThanThreshold', threshold: rule.backlogPerTask, ...lasting(3) },
        createPolicy: () => createTargetPolicy(rule, 'out'),
      },
      {
        name: 'target-low',
        metric: 'backlogPerTask',
        rule: { comparison: 'LessThanThreshold', threshold: rule.backlogPerTask * SCALE_IN_SHARE, ...lasting(15) },
        createPolicy: () => createTargetPolicy(rule, 'in'),
      },
    ],
  };
}

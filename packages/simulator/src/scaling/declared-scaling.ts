import type { EcsCompute } from '@jobs/shared-contracts';
import type { ScalingRules } from './scaling-rules.ts';
import { createStepPolicy, type StepPolicyRule } from './step-policy.ts';

/** `cooldown` of both policies in `infra/modules/job-type/scaling.tf`. */
const COOLDOWN_MS = 60_000;

/** The steps of a declaration with bounds that count from the alarm's threshold, as `scaling.tf` makes them. */
function scaleOutRule(compute: EcsCompute, threshold: number): StepPolicyRule {
  const steps = compute.scalingSteps.map(({ backlogAtLeast, tasks }, i) => {
    const next = compute.scalingSteps[i + 1];
    return {
      MetricIntervalLowerBound: backlogAtLeast - threshold,
      MetricIntervalUpperBound: next && next.backlogAtLeast - threshold,
      ScalingAdjustment: tasks,
    };
  });
  return { adjustmentType: 'ExactCapacity', cooldownMs: COOLDOWN_MS, steps };
}

/** What Terraform makes of a declaration: `scaling.tf` and `backlog-alarms.tf` of `infra/modules/job-type`. */
export function declaredScaling(compute: EcsCompute, scaleInAfterMinutes: number): ScalingRules {
  const threshold = compute.scalingSteps[0]?.backlogAtLeast ?? 1;
  const scaleIn: StepPolicyRule = {
    adjustmentType: 'ExactCapacity',
    cooldownMs: COOLDOWN_MS,
    steps: [{ MetricIntervalUpperBound: 0, ScalingAdjustment: compute.minTasks }],
  };
  return {
    minTasks: compute.minTasks,
    maxTasks: compute.maxTasks,
    alarms: [
      {
        name: 'backlog',
        metric: 'backlog',
        rule: {
          comparison: 'GreaterThanOrEqualToThreshold',
          threshold,
          evaluationPeriods: 1,
          datapointsToAlarm: 1,
          treatMissingData: 'notBreaching',
        },
        createPolicy: () => createStepPolicy(scaleOutRule(compute, threshold)),
      },
      {
        name: 'no-backlog',
        metric: 'backlog',
        rule: {
          comparison: 'LessThanOrEqualToThreshold',
          threshold: 0,
          evaluationPeriods: scaleInAfterMinutes,
          datapointsToAlarm: scaleInAfterMinutes,
          treatMissingData: 'notBreaching',
        },
        createPolicy: () => createStepPolicy(scaleIn),
      },
    ],
  };
}

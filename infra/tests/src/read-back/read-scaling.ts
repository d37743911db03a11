import {
  ApplicationAutoScalingClient,
  paginateDescribeScalableTargets,
  paginateDescribeScalingPolicies,
  type ScalableTarget,
  type ScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient, paginateDescribeAlarms, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { ClientSettings } from '../account/start-account.ts';

export interface AppliedScaling {
  readonly targets: readonly ScalableTarget[];
  readonly policies: readonly ScalingPolicy[];
  readonly alarms: readonly MetricAlarm[];
}

export async function readScaling(settings: ClientSettings): Promise<AppliedScaling> {
  const scaling = new ApplicationAutoScalingClient(settings);
  const cloudWatch = new CloudWatchClient(settings);
  const found = {
    targets: [] as ScalableTarget[],
    policies: [] as ScalingPolicy[],
    alarms: [] as MetricAlarm[],
  };
  const inEcs = { ServiceNamespace: 'ecs' } as const;
  try {
    for await (const page of paginateDescribeScalableTargets({ client: scaling }, inEcs)) {
      found.targets.push(...(page.ScalableTargets ?? []));
    }
    for await (const page of paginateDescribeScalingPolicies({ client: scaling }, inEcs)) {
      found.policies.push(...(page.ScalingPolicies ?? []));
    }
    for await (const page of paginateDescribeAlarms({ client: cloudWatch }, {})) {
      found.alarms.push(...(page.MetricAlarms ?? []));
    }
    return found;
  } finally {
    scaling.destroy();
    cloudWatch.destroy();
  }
}

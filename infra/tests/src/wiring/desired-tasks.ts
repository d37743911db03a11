import type { ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import { stepFor } from '@jobs/simulator/scaling';
import type { Deployment } from '../read-back/read-deployment.ts';
import { alarmValue, comparisonOf, conditionHolds, type ReadMetric } from './evaluate-alarm.ts';

/** Messages of one queue, as SQS reports them to CloudWatch. */
export interface QueueDepth {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

const METRICS: Readonly<Record<string, keyof QueueDepth>> = {
  ApproximateNumberOfMessagesVisible: 'visible',
  ApproximateNumberOfMessagesNotVisible: 'inFlight',
  ApproximateNumberOfMessagesDelayed: 'delayed',
};

/** SQS's metrics of queues with these depths, by the queue's name. Nothing is measured of other queues. */
export function queueMetrics(depths: Readonly<Record<string, QueueDepth>>): ReadMetric {
  return ({ namespace, name, dimensions }) => {
    const { QueueName, ...others } = dimensions;
    const kind = METRICS[name];
    if (namespace !== 'AWS/SQS' || !kind || QueueName === undefined || Object.keys(others).length > 0) return undefined;
    return depths[QueueName]?.[kind];
  };
}

/**
 * How many tasks a service is told to run once the metrics are these: what the applied alarms that are in ALARM do
 * through the applied policies, within the applied minimum and maximum. Undefined: the service is left as it is.
 */
export function desiredTasks(deployment: Deployment, scalingId: string, read: ReadMetric): number | undefined {
  const target = deployment.targets.find(({ ResourceId }) => ResourceId === scalingId);
  if (!target) return undefined;
  const wanted = deployment.policies
    .filter(({ ResourceId }) => ResourceId === scalingId)
    .flatMap((policy) => capacitiesOf(deployment, policy, read));
  if (wanted.length === 0) return undefined;
  // Of several policies that apply, Application Auto Scaling takes the one that leaves the most capacity.
  return Math.min(target.MaxCapacity ?? 0, Math.max(target.MinCapacity ?? 0, ...wanted));
}

function capacitiesOf({ alarms }: Deployment, policy: ScalingPolicy, read: ReadMetric): number[] {
  const steps = policy.StepScalingPolicyConfiguration;
  if (steps?.AdjustmentType !== 'ExactCapacity') return [];
  return alarms
    .filter(({ AlarmActions = [], ActionsEnabled }) => ActionsEnabled && AlarmActions.includes(policy.PolicyARN ?? ''))
    .filter((alarm) => conditionHolds(alarm, read))
    .flatMap((alarm) => {
      const value = alarmValue(alarm, read) ?? 0;
      const breach = { value, threshold: alarm.Threshold ?? 0, comparison: comparisonOf(alarm) };
      return stepFor(steps.StepAdjustments ?? [], breach)?.ScalingAdjustment ?? [];
    });
}

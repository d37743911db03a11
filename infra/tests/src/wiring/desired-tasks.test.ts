import { describe, expect, test } from '@jest/globals';
import type { Deployment } from '../read-back/read-deployment.ts';
import { desiredTasks } from './desired-tasks.ts';

const SERVICE = 'service/jobs/text-analyze';

/** As much of what is read back as decides how many tasks there are. */
const deployment = {
  targets: [{ ResourceId: SERVICE, MinCapacity: 0, MaxCapacity: 8 }],
  policies: [
    {
      ResourceId: SERVICE,
      PolicyARN: 'out',
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'ExactCapacity',
        StepAdjustments: [
          { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 9, ScalingAdjustment: 1 },
          { MetricIntervalLowerBound: 9, ScalingAdjustment: 20 },
        ],
      },
    },
    {
      ResourceId: SERVICE,
      PolicyARN: 'in',
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'ExactCapacity',
        StepAdjustments: [{ MetricIntervalUpperBound: 0, ScalingAdjustment: 0 }],
      },
    },
  ],
  alarms: [
    { AlarmActions: ['out'], ActionsEnabled: true, ComparisonOperator: 'GreaterThanOrEqualToThreshold', Threshold: 1 },
    { AlarmActions: ['in'], ActionsEnabled: true, ComparisonOperator: 'LessThanOrEqualToThreshold', Threshold: 0 },
  ],
} as unknown as Deployment;

describe('the tasks that applied alarms and policies want', () => {
  test.each([
    [0, 0],
    [1, 1],
    [9, 1],
    [10, 8],
  ])('of a backlog of %d are %d, within the bounds', (backlog, tasks) => {
    expect(desiredTasks(deployment, SERVICE, () => backlog)).toBe(tasks);
  });

  test('are nobody knows how many without data, and of another service', () => {
    expect(desiredTasks(deployment, SERVICE, () => undefined)).toBeUndefined();
    expect(desiredTasks(deployment, 'service/jobs/other', () => 1)).toBeUndefined();
  });

  test('are not wanted by a comparison that is not known here', () => {
    const alarms = [
      { AlarmName: 'band', AlarmActions: ['out'], ActionsEnabled: true, ComparisonOperator: 'OutOfBand' },
    ];
    const odd = { ...deployment, alarms } as unknown as Deployment;
    expect(() => desiredTasks(odd, SERVICE, () => 1)).toThrow('band: no such comparison here: OutOfBand');
  });
});

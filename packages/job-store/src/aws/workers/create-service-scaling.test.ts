import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { DependencyError } from '../../errors.ts';
import { createServiceScaling } from './create-service-scaling.ts';

const autoScaling = mockClient(ApplicationAutoScalingClient);
beforeEach(() => {
  autoScaling.reset();
});

const scaling = createServiceScaling({
  client: () => new ApplicationAutoScalingClient({ region: 'eu-central-1' }),
  clusterName: 'jobs-prod',
  servicePrefix: 'jobs-prod-',
});
const OF_TASKS = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' };

describe('the scaling of the workers’ services', () => {
  test('has a minimum that is changed, and nothing else with it', async () => {
    autoScaling.on(RegisterScalableTargetCommand).resolves({});
    await scaling.setMinimum('csv-etl', 1);
    const [call] = autoScaling.commandCalls(RegisterScalableTargetCommand);
    expect(call?.args[0].input).toEqual({
      ...OF_TASKS,
      ResourceId: 'service/jobs-prod/jobs-prod-csv-etl',
      MinCapacity: 1,
    });
  });

  test('is asked for fifty services in a call, and leaves those out that nothing scales', async () => {
    autoScaling.on(DescribeScalableTargetsCommand).callsFake(({ ResourceIds }: { ResourceIds: readonly string[] }) => ({
      ScalableTargets: ResourceIds.filter((id) => !id.endsWith('-7')).map((ResourceId) => ({
        ResourceId,
        MinCapacity: 2,
      })),
    }));
    const jobTypes = Array.from({ length: 60 }, (_, n) => `type-${n}`);
    const minimums = await scaling.getMinimums(jobTypes);
    expect([...minimums.keys()]).toEqual(jobTypes.filter((name) => name !== 'type-7'));
    expect(minimums.get('type-0')).toBe(2);
    const sizes = autoScaling
      .commandCalls(DescribeScalableTargetsCommand)
      .map(({ args: [{ input }] }) => input.ResourceIds?.length);
    expect(sizes).toEqual([50, 10]);
  });

  test('is a failed dependency where it is refused', async () => {
    autoScaling
      .on(RegisterScalableTargetCommand)
      .rejects(Object.assign(new Error('Minimum above maximum'), { name: 'ValidationException' }));
    await expect(scaling.setMinimum('csv-etl', 1)).rejects.toThrow(DependencyError);
  });
});

import {
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
  type ApplicationAutoScalingClient,
} from '@aws-sdk/client-application-auto-scaling';
import type { ServiceScaling } from '../../port/service-scaling.ts';
import { callService } from '../call-service.ts';

export interface ServiceScalingSettings {
  readonly client: () => ApplicationAutoScalingClient;
  readonly clusterName: string;
  /** A service's name is this and the job type. */
  readonly servicePrefix: string;
}

const OF_TASKS = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;

/** https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalableTargets.html */
const TARGETS_PER_CALL = 50;

/** The services' scalable targets in Application Auto Scaling. */
export function createServiceScaling({ client, clusterName, servicePrefix }: ServiceScalingSettings): ServiceScaling {
  const prefix = `service/${clusterName}/${servicePrefix}`;

  const describe = (jobTypes: readonly string[]) =>
    callService('Application Auto Scaling', 'DescribeScalableTargets', async () => {
      const ResourceIds = jobTypes.map((jobType) => `${prefix}${jobType}`);
      const { ScalableTargets = [] } = await client().send(
        new DescribeScalableTargetsCommand({ ...OF_TASKS, ResourceIds, MaxResults: TARGETS_PER_CALL }),
      );
      return ScalableTargets.map(
        ({ ResourceId = '', MinCapacity = 0 }) => [ResourceId.slice(prefix.length), MinCapacity] as const,
      );
    });

  return {
    setMinimum: (jobType, minTasks) =>
      callService('Application Auto Scaling', 'RegisterScalableTarget', async () => {
        // What is not said stays as it is: https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
        await client().send(
          new RegisterScalableTargetCommand({
            ...OF_TASKS,
            ResourceId: `${prefix}${jobType}`,
            MinCapacity: minTasks,
          }),
        );
      }),
    async getMinimums(jobTypes) {
      const calls: ReturnType<typeof describe>[] = [];
      for (let from = 0; from < jobTypes.length; from += TARGETS_PER_CALL) {
        calls.push(describe(jobTypes.slice(from, from + TARGETS_PER_CALL)));
      }
      return new Map((await Promise.all(calls)).flat());
    },
  };
}

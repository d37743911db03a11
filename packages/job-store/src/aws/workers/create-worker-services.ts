import { DescribeServicesCommand, type ECSClient } from '@aws-sdk/client-ecs';
import type { WorkerCounts, WorkerServices } from '../../port/worker-services.ts';
import { callService } from '../call-service.ts';

export interface WorkerServicesSettings {
  readonly client: () => ECSClient;
  readonly clusterName: string;
  /** A service's name is this and the job type. */
  readonly servicePrefix: string;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
const SERVICES_PER_CALL = 10;

/** The services of workers on ECS. */
export function createWorkerServices({ client, clusterName, servicePrefix }: WorkerServicesSettings): WorkerServices {
  const describe = (jobTypes: readonly string[]) =>
    callService('ECS', 'DescribeServices', async () => {
      const names = jobTypes.map((jobType) => `${servicePrefix}${jobType}`);
      const command = new DescribeServicesCommand({ cluster: clusterName, services: names });
      const { services = [] } = await client().send(command);
      return services.flatMap(({ serviceName = '', status, runningCount, pendingCount, desiredCount }) => {
        // One that was deleted is still described for a while.
        if (status === 'INACTIVE') return [];
        const counts = { running: runningCount ?? 0, pending: pendingCount ?? 0, desired: desiredCount ?? 0 };
        return [[serviceName.slice(servicePrefix.length), counts] as const];
      });
    });

  return {
    async countWorkers(jobTypes) {
      const calls: Promise<(readonly [string, WorkerCounts])[]>[] = [];
      for (let from = 0; from < jobTypes.length; from += SERVICES_PER_CALL) {
        calls.push(describe(jobTypes.slice(from, from + SERVICES_PER_CALL)));
      }
      return new Map((await Promise.all(calls)).flat());
    },
  };
}

import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  paginateListClusters,
  paginateListServices,
  type ContainerDefinition,
} from '@aws-sdk/client-ecs';
import type { ClientSettings } from '../account/start-account.ts';

export interface AppliedService {
  readonly name: string;
  /** As Application Auto Scaling names it: `service/<cluster>/<service>`. */
  readonly scalingId: string;
  readonly desiredCount: number;
  readonly publicIp: boolean;
  readonly taskRoleArn: string;
  readonly executionRoleArn: string;
  readonly container: AppliedContainer;
}

interface AppliedContainer {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly readOnlyRoot: boolean;
  readonly user: string;
  readonly stopTimeoutSeconds: number;
}

export async function readServices(settings: ClientSettings): Promise<readonly AppliedService[]> {
  const client = new ECSClient(settings);
  try {
    const services: AppliedService[] = [];
    for await (const page of paginateListClusters({ client }, {})) {
      for (const cluster of page.clusterArns ?? []) services.push(...(await readServicesOf(client, cluster)));
    }
    return services;
  } finally {
    client.destroy();
  }
}

async function readServicesOf(client: ECSClient, cluster: string): Promise<AppliedService[]> {
  const arns: string[] = [];
  for await (const page of paginateListServices({ client }, { cluster })) arns.push(...(page.serviceArns ?? []));
  const described = await Promise.all(
    arns.map((arn) => client.send(new DescribeServicesCommand({ cluster, services: [arn] }))),
  );
  return Promise.all(
    described
      .flatMap(({ services = [] }) => services)
      .filter(({ status }) => status !== 'INACTIVE')
      .map(async (service): Promise<AppliedService> => {
        const { taskDefinition } = await client.send(
          new DescribeTaskDefinitionCommand({ taskDefinition: service.taskDefinition }),
        );
        return {
          name: service.serviceName ?? '',
          scalingId: `service/${cluster.split('/').at(-1)}/${service.serviceName}`,
          desiredCount: service.desiredCount ?? 0,
          publicIp: service.networkConfiguration?.awsvpcConfiguration?.assignPublicIp === 'ENABLED',
          taskRoleArn: taskDefinition?.taskRoleArn ?? '',
          executionRoleArn: taskDefinition?.executionRoleArn ?? '',
          container: containerOf(taskDefinition?.containerDefinitions?.[0] ?? {}),
        };
      }),
  );
}

function containerOf(container: ContainerDefinition): AppliedContainer {
  const environment = (container.environment ?? []).map(({ name = '', value = '' }) => [name, value] as const);
  return {
    image: container.image ?? '',
    environment: Object.fromEntries(environment),
    readOnlyRoot: container.readonlyRootFilesystem ?? false,
    user: container.user ?? '',
    stopTimeoutSeconds: container.stopTimeout ?? 0,
  };
}

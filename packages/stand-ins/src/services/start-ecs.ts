import type { RunningService } from '../running-service.ts';
import { serveAwsJson, type AwsJsonAnswer } from './serve-aws-json.ts';

/** The tasks of a service, by what follows the environment's prefix in its name. */
export interface ServiceTasks {
  readonly jobType: string;
  readonly running: number;
  readonly desired: number;
}

interface EcsOptions {
  readonly cluster: string;
  /** A service's name is this and the job type. */
  readonly servicePrefix: string;
  /** Those that there are at this moment. */
  readonly services: () => readonly ServiceTasks[];
}

const MAX_SERVICES = 10;

/** Stands in for ECS' DescribeServices on a free port of loopback, and for nothing else of it. */
export const startEcs = (options: EcsOptions): Promise<RunningService> =>
  serveAwsJson({
    'AmazonEC2ContainerServiceV20141113.DescribeServices': ({ cluster, services }) =>
      describeServices(options, cluster, Array.isArray(services) ? services.map(String) : []),
  });

function describeServices(options: EcsOptions, cluster: unknown, names: readonly string[]): AwsJsonAnswer {
  if (names.length < 1 || names.length > MAX_SERVICES) {
    return { type: 'InvalidParameterException', message: `services must have 1 to ${MAX_SERVICES} names` };
  }
  if (cluster !== options.cluster) return { type: 'ClusterNotFoundException', message: 'Cluster not found.' };
  return { body: describe(names, options) };
}

function describe(names: readonly string[], { servicePrefix, services }: EcsOptions) {
  const known = new Map(services().map((service) => [`${servicePrefix}${service.jobType}`, service]));
  const found = names.flatMap((serviceName) => {
    const service = known.get(serviceName);
    if (!service) return [];
    // A task is a process here, which runs from its first moment.
    const { running: runningCount, desired: desiredCount } = service;
    return [{ serviceName, status: 'ACTIVE', runningCount, pendingCount: 0, desiredCount }];
  });
  const missing = names.filter((name) => !known.has(name));
  return { services: found, failures: missing.map((arn) => ({ arn, reason: 'MISSING' })) };
}

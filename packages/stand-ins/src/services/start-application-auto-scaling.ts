import type { RunningService } from '../running-service.ts';
import type { ScalableTargets } from './scalable-targets.ts';
import { serveAwsJson, type AwsJsonAnswer } from './serve-aws-json.ts';

interface ApplicationAutoScalingOptions {
  readonly cluster: string;
  /** A service's name is this and the job type. */
  readonly servicePrefix: string;
  readonly targets: ScalableTargets;
}

type Body = Readonly<Record<string, unknown>>;

const API = 'AnyScaleFrontendService';
const OF_TASKS = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;

const invalid = (message: string): AwsJsonAnswer => ({ type: 'ValidationException', message });

/**
 * Stands in for what is asked of Application Auto Scaling, on a free port of loopback: the minimum and maximum of
 * services that are registered already. That a service gets as many tasks is the business of whoever runs its tasks.
 */
export function startApplicationAutoScaling(options: ApplicationAutoScalingOptions): Promise<RunningService> {
  const prefix = `service/${options.cluster}/${options.servicePrefix}`;
  const { targets } = options;

  function register({ ServiceNamespace, ScalableDimension, ResourceId, MinCapacity, MaxCapacity }: Body) {
    if (ServiceNamespace !== OF_TASKS.ServiceNamespace || ScalableDimension !== OF_TASKS.ScalableDimension) {
      return invalid('Nothing but the tasks of ECS services is scaled here');
    }
    const jobType = String(ResourceId).slice(prefix.length);
    const target = String(ResourceId).startsWith(prefix) ? targets.get(jobType) : undefined;
    if (!target) return invalid(`ECS service doesn't exist: ${String(ResourceId)}`);
    const minTasks = MinCapacity === undefined ? target.minTasks : Number(MinCapacity);
    const maxTasks = MaxCapacity === undefined ? target.maxTasks : Number(MaxCapacity);
    if (!(minTasks >= 0 && minTasks <= maxTasks)) {
      return invalid(`Minimum capacity cannot be greater than maximum capacity: ${minTasks} > ${maxTasks}`);
    }
    targets.set(jobType, { minTasks, maxTasks });
    return { body: {} };
  }

  function describe({ ServiceNamespace, ResourceIds }: Body) {
    if (ServiceNamespace !== OF_TASKS.ServiceNamespace) return { body: { ScalableTargets: [] } };
    const asked = Array.isArray(ResourceIds) ? new Set(ResourceIds.map(String)) : undefined;
    const ScalableTargets = [...targets].flatMap(([jobType, { minTasks: MinCapacity, maxTasks: MaxCapacity }]) => {
      const ResourceId = `${prefix}${jobType}`;
      return !asked || asked.has(ResourceId) ? [Object.assign({ ResourceId, MinCapacity, MaxCapacity }, OF_TASKS)] : [];
    });
    return { body: { ScalableTargets } };
  }

  return serveAwsJson({ [`${API}.RegisterScalableTarget`]: register, [`${API}.DescribeScalableTargets`]: describe });
}

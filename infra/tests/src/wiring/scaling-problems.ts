import {
  infrastructureSettings,
  isOnEcs,
  type InfrastructureSettings,
  type ServiceSettings,
} from '@jobs/shared-contracts';
import { DEPLOYED_JOB_TYPES } from '../deployed/deployed-job-types.ts';
import type { Deployment } from '../read-back/read-deployment.ts';
import { conditionHolds, type ReadMetric } from './evaluate-alarm.ts';
import { desiredTasks, queueMetrics, type QueueDepth } from './desired-tasks.ts';
import { queueNamed } from './queue-problems.ts';
import { serviceOf } from './service-problems.ts';

const EMPTY: QueueDepth = { visible: 0, inFlight: 0, delayed: 0 };

/** Where the applied alarms and policies don't give a job type the tasks that it declares for its backlog. */
export function scalingProblems(deployment: Deployment): string[] {
  return DEPLOYED_JOB_TYPES.map(infrastructureSettings).flatMap((jobType) => {
    const service = serviceOf(deployment, jobType.name);
    const ofService =
      !service || !isOnEcs(jobType)
        ? []
        : [
            ...targetProblems(deployment, service.scalingId, jobType),
            ...stepProblems(deployment, service.scalingId, jobType),
          ];
    return [...ofService, ...deadLetterProblems(deployment, jobType)].map(
      (problem) => `scaling of ${jobType.name}: ${problem}`,
    );
  });
}

function targetProblems({ targets }: Deployment, scalingId: string, { compute }: ServiceSettings): string[] {
  const target = targets.find(({ ResourceId }) => ResourceId === scalingId);
  if (!target) return [`nothing scales ${scalingId}`];
  const { MinCapacity, MaxCapacity } = target;
  return MinCapacity === compute.minTasks && MaxCapacity === compute.maxTasks
    ? []
    : [`from ${MinCapacity} to ${MaxCapacity} tasks instead of ${compute.minTasks} to ${compute.maxTasks}`];
}

const expect = (what: string, tasks: number | undefined, expected: number) =>
  tasks === expected ? [] : [`${what} means ${tasks ?? 'no change of the'} tasks instead of ${expected}`];

/** Each message counts in whatever state and lane it is, each step is reached, and nothing at all means the minimum. */
function stepProblems(deployment: Deployment, scalingId: string, jobType: ServiceSettings): string[] {
  const lanes = jobType.queues.map(({ name }) => name);
  const tasksWith = (depths: Readonly<Record<string, QueueDepth>>) =>
    desiredTasks(deployment, scalingId, metricsOf(deployment, lanes, depths));

  const [lane = ''] = lanes;
  const { scalingSteps, minTasks } = jobType.compute;
  const first = scalingSteps[0]?.tasks ?? 0;
  return [
    ...lanes.flatMap((name) =>
      (Object.keys(EMPTY) as (keyof QueueDepth)[]).flatMap((kind) =>
        expect(`one message ${kind} in ${name}`, tasksWith({ [name]: { ...EMPTY, [kind]: 1 } }), first),
      ),
    ),
    ...scalingSteps
      .flatMap(({ backlogAtLeast, tasks }, i) => [
        expect(`a backlog of ${backlogAtLeast}`, tasksWith({ [lane]: { ...EMPTY, visible: backlogAtLeast } }), tasks),
        expect(
          `a backlog of ${backlogAtLeast - 1}`,
          tasksWith({ [lane]: { ...EMPTY, visible: backlogAtLeast - 1 } }),
          scalingSteps[i - 1]?.tasks ?? minTasks,
        ),
      ])
      .flat(),
  ];
}

/** Some alarm that tells somebody must look at the dead letters. */
function deadLetterProblems(deployment: Deployment, jobType: InfrastructureSettings): string[] {
  const one = metricsOf(deployment, [jobType.deadLetterQueue], { [jobType.deadLetterQueue]: { ...EMPTY, visible: 1 } });
  const rings = deployment.alarms.some(
    (alarm) =>
      (alarm.AlarmActions ?? []).some((action) => deployment.topicArns.includes(action)) &&
      isAbout(deployment, alarm, jobType.deadLetterQueue) &&
      conditionHolds(alarm, one),
  );
  return rings ? [] : ['no alarm tells anybody of a dead letter'];
}

const isAbout = (deployment: Deployment, alarm: Deployment['alarms'][number], queue: string) =>
  [alarm.Dimensions ?? [], ...(alarm.Metrics ?? []).map(({ MetricStat }) => MetricStat?.Metric?.Dimensions ?? [])]
    .flat()
    .some(({ Value }) => Value === queueNamed(deployment, queue)?.name);

/** Metrics of the named queues, empty but for the given depths; of other queues there are none. */
function metricsOf(
  deployment: Deployment,
  names: readonly string[],
  depths: Readonly<Record<string, QueueDepth>>,
): ReadMetric {
  const applied = names.map((name) => [queueNamed(deployment, name)?.name ?? '', depths[name] ?? EMPTY] as const);
  return queueMetrics(Object.fromEntries(applied));
}

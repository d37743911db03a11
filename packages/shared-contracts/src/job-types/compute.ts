import { ecsProblems, type EcsCompute } from './ecs-compute.ts';
import { lambdaProblems, type LambdaCompute } from './lambda-compute.ts';

/** What runs a job type's jobs: tasks of an ECS service, or a Lambda function. */
export type Compute = EcsCompute | LambdaCompute;

/** Whether tasks of an ECS service run it. */
export const isOnEcs = <T extends { readonly compute: Compute }>(
  jobType: T,
): jobType is T & { readonly compute: EcsCompute } => jobType.compute.kind !== 'lambda';

/** Whether a Lambda function runs it. */
export const isOnLambda = <T extends { readonly compute: Compute }>(
  jobType: T,
): jobType is T & { readonly compute: LambdaCompute } => jobType.compute.kind === 'lambda';

/** CPU units of ECS that are one virtual CPU, and the memory with which a Lambda function has one. */
const ONE_CPU = { units: 1024, lambdaMiB: 1769 } as const;

/** How many virtual CPUs a worker of that compute has; a share of one below 1. */
export const virtualCpus = (compute: Compute): number =>
  compute.kind === 'lambda' ? compute.memoryMiB / ONE_CPU.lambdaMiB : compute.cpuUnits / ONE_CPU.units;

/** Every fault of a declaration's compute. */
export function computeProblems(jobType: {
  readonly compute: Compute;
  readonly timeLimitSeconds: number;
  readonly concurrencyPerWorker: number;
}): string[] {
  const { compute } = jobType;
  return compute.kind === 'lambda' ? lambdaProblems(compute, jobType) : ecsProblems(compute);
}

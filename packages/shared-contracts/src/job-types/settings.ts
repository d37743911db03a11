import { deadLetterQueueName, maxReceiveCount, queueName } from '../storage/queue-names.ts';
import type { JobType } from './define-job-type.ts';
import type { EcsCompute } from './ecs-compute.ts';
import { lambdaTimeoutSeconds, lambdaVisibilitySeconds, type LambdaCompute } from './lambda-compute.ts';

/** A job type's queue and compute settings as Terraform and the stand-ins read them: plain JSON, no schemas. */
export function infrastructureSettings(jobType: JobType) {
  const { name, title, ordering, leaseSeconds, timeLimitSeconds, maxAttempts, concurrencyPerWorker, compute } = jobType;
  return {
    name,
    title,
    queues: jobType.lanes.map((lane) => ({ lane, name: queueName(name, lane, ordering) })),
    deadLetterQueue: deadLetterQueueName(name, ordering),
    ...(ordering && { ordering }),
    maxReceiveCount: maxReceiveCount(jobType),
    leaseSeconds,
    visibilityTimeoutSeconds: compute.kind === 'lambda' ? lambdaVisibilitySeconds(timeLimitSeconds) : leaseSeconds,
    timeLimitSeconds,
    maxAttempts,
    concurrencyPerWorker,
    ...(jobType.resultRetentionDays !== undefined && { resultRetentionDays: jobType.resultRetentionDays }),
    compute:
      compute.kind === 'lambda' ? { ...compute, timeoutSeconds: lambdaTimeoutSeconds(timeLimitSeconds) } : compute,
  };
}
export type InfrastructureSettings = ReturnType<typeof infrastructureSettings>;
/** Of a job type that is an ECS service. */
export type ServiceSettings = InfrastructureSettings & { readonly compute: EcsCompute };
/** Of a job type that is a Lambda function. */
export type JobFunctionSettings = InfrastructureSettings & {
  readonly compute: LambdaCompute & { readonly timeoutSeconds: number };
};

/** A job type as the API shows it. */
export function jobTypeView(jobType: JobType) {
  const {
    name,
    title,
    description,
    lanes,
    ordering,
    leaseSeconds,
    timeLimitSeconds,
    maxAttempts,
    backoff,
    concurrencyPerWorker,
    limits,
  } = jobType;
  return {
    name,
    title,
    description,
    inputSchema: jobType.input,
    resultSchema: jobType.result,
    settings: {
      lanes: [...lanes],
      ...(ordering && { ordering }),
      leaseSeconds,
      timeLimitSeconds,
      maxAttempts,
      backoff: { ...backoff },
      concurrencyPerWorker,
      ...(jobType.resultRetentionDays !== undefined && { resultRetentionDays: jobType.resultRetentionDays }),
      ...(limits && { limits: { ...limits } }),
    },
  };
}

import { deadLetterQueueName, maxReceiveCount, queueName } from '../storage/queue-names.ts';
import type { JobType } from './define-job-type.ts';

/** A job type's queue and compute settings as Terraform and the stand-ins read them: plain JSON, no schemas. */
export function infrastructureSettings(jobType: JobType) {
  const { name, title, leaseSeconds, timeLimitSeconds, maxAttempts, concurrencyPerWorker, compute } = jobType;
  return {
    name,
    title,
    queues: jobType.lanes.map((lane) => ({ lane, name: queueName(name, lane) })),
    deadLetterQueue: deadLetterQueueName(name),
    maxReceiveCount: maxReceiveCount(jobType),
    leaseSeconds,
    timeLimitSeconds,
    maxAttempts,
    concurrencyPerWorker,
    compute,
  };
}
export type InfrastructureSettings = ReturnType<typeof infrastructureSettings>;

/** A job type as the API shows it. */
export function jobTypeView(jobType: JobType) {
  const {
    name,
    title,
    description,
    lanes,
    leaseSeconds,
    timeLimitSeconds,
    maxAttempts,
    backoff,
    concurrencyPerWorker,
  } = jobType;
  return {
    name,
    title,
    description,
    inputSchema: jobType.input,
    resultSchema: jobType.result,
    settings: {
      lanes: [...lanes],
      leaseSeconds,
      timeLimitSeconds,
      maxAttempts,
      backoff: { ...backoff },
      concurrencyPerWorker,
    },
  };
}

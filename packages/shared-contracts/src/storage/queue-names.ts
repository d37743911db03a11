import type { JobTypeSettings, Lane } from '../job-types/define-job-type.ts';

/** `csv-etl-standard`: the queue of one lane. The environment's prefix is added by configuration. */
export function queueName(jobType: string, lane: Lane): string {
  return `${jobType}-${lane}`;
}

/** `csv-etl-dead-letters`: one for all lanes of a job type. */
export function deadLetterQueueName(jobType: string): string {
  return `${jobType}-dead-letters`;
}

/**
 * How often SQS hands a message out before it moves it to the dead-letter queue. The table counts attempts, this is
 * the backstop: two receives more than the attempts, for a duplicate delivery or a lease that had not run out yet.
 */
export function maxReceiveCount(jobType: Pick<JobTypeSettings, 'maxAttempts'>): number {
  return jobType.maxAttempts + 2;
}

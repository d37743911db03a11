import type { JobTypeSettings, Lane } from '../job-types/define-job-type.ts';

type Ordering = JobTypeSettings['ordering'];

/** SQS knows a FIFO queue by the end of its name. */
const ending = (ordering: Ordering) => (ordering === 'fifo' ? '.fifo' : '');

/**
 * `csv-etl-standard`: the queue of one lane; `ledger-standard.fifo` of a job type with that ordering. The environment's
 * prefix is added by configuration.
 */
export function queueName(jobType: string, lane: Lane, ordering?: Ordering): string {
  return `${jobType}-${lane}${ending(ordering)}`;
}

/** `csv-etl-dead-letters`: one for all lanes of a job type. */
export function deadLetterQueueName(jobType: string, ordering?: Ordering): string {
  return `${jobType}-dead-letters${ending(ordering)}`;
}

/**
 * How often SQS hands a message out before it moves it to the dead-letter queue. The table counts attempts, this is
 * the backstop: two receives more than the attempts, for a duplicate delivery or a lease that had not run out yet.
 */
export function maxReceiveCount(jobType: Pick<JobTypeSettings, 'maxAttempts'>): number {
  return jobType.maxAttempts + 2;
}

/** The queue of the ends of jobs that something waits for: follow-ups, batches, limits. Named without the prefix, too. */
export const SETTLEMENTS_QUEUE = 'settlements';
/** Where events end that could not be settled; the reconciler makes up for them. */
export const SETTLEMENTS_DEAD_LETTER_QUEUE = 'settlements-dead-letters';

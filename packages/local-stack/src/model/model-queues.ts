import { deadLetterQueueName, queueName, textAnalyze, type JobType } from '@jobs/shared-contracts';

/**
 * The model runs jobs of one type, as it is declared, but for its lanes: a worker that watches several looks at them
 * every few seconds, and runs would do little else.
 */
export const JOB_TYPE: JobType = { ...textAnalyze, lanes: ['standard'] };

export const QUEUES = {
  work: queueName(JOB_TYPE.name, 'standard'),
  deadLetters: deadLetterQueueName(JOB_TYPE.name),
} as const;

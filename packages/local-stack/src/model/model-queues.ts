import { deadLetterQueueName, queueName, textAnalyze } from '@jobs/shared-contracts';

/** The model runs jobs of one type, as it is declared. */
export const JOB_TYPE = textAnalyze;

export const QUEUES = {
  work: queueName(JOB_TYPE.name, 'standard'),
  deadLetters: deadLetterQueueName(JOB_TYPE.name),
} as const;

import { findJobType, textAnalyze, type JobType } from '@jobs/shared-contracts';

/**
 * No job type of the repository has an ordering. Here one gets it, with all that is made of its declaration: a file of
 * tests has the modules to itself, so that nobody else sees it.
 */
export function orderedJobType(): JobType {
  Object.assign(textAnalyze, {
    ordering: 'fifo',
    lanes: ['standard'],
    maxAttempts: 3,
    backoff: { initialSeconds: 0, factor: 1, maxSeconds: 0 },
  });
  const jobType = findJobType(textAnalyze.name);
  if (jobType?.ordering !== 'fifo') throw new Error('The job type is not the one of the catalogue');
  return jobType;
}

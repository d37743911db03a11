import { JOB_TYPES, type JobType } from '@jobs/shared-contracts';

/** What the test deploys as a Lambda function, whatever it is declared as: one that needs no native code. */
const AS_FUNCTION = 'text-analyze';

/** It also keeps its results for a shorter time than its jobs, as none of the repository does. */
const onLambda = (jobType: JobType): JobType => ({
  ...jobType,
  resultRetentionDays: 7,
  compute: { kind: 'lambda', memoryMiB: 1024, maxConcurrency: 10 },
});

/**
 * The job types as the test deploys them: all as they are declared, but for one, so that both kinds of compute are run,
 * and the bucket is told of results that go before their jobs.
 */
export const DEPLOYED_JOB_TYPES: readonly JobType[] = JOB_TYPES.map((jobType) =>
  jobType.name === AS_FUNCTION ? onLambda(jobType) : jobType,
);

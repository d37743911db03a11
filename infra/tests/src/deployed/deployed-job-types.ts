import { JOB_TYPES, type JobType } from '@jobs/shared-contracts';

/** What the test deploys as a Lambda function, whatever it is declared as: one that needs no native code. */
const AS_FUNCTION = 'text-analyze';

const onLambda = (jobType: JobType): JobType => ({
  ...jobType,
  compute: { kind: 'lambda', memoryMiB: 1024, maxConcurrency: 10 },
});

/** The job types as the test deploys them: all as they are declared, but for one, so that both kinds of compute are run. */
export const DEPLOYED_JOB_TYPES: readonly JobType[] = JOB_TYPES.map((jobType) =>
  jobType.name === AS_FUNCTION ? onLambda(jobType) : jobType,
);

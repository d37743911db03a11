import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { controls, events, jobStatistics, jobs, queues } from '@jobs/job-store/parts';
import { payloads } from '@jobs/job-store/payloads';
import type { JobType } from '@jobs/shared-contracts';
import { jobType } from '../config.ts';

/**
 * The configuration of a job type's Lambda function.
 * @throws {InvalidConfigurationError} naming every problem
 */
export function loadConfig(env: Environment) {
  const values = readEnvironment(env, {
    jobStore: jobStoreConfig({ jobs, queues, events, payloads, jobStatistics, controls }),
    jobType,
    logLevel,
  });
  // readEnvironment has thrown by now if there is none.
  return { ...values, jobType: values.jobType as JobType };
}

export type JobFunctionConfig = ReturnType<typeof loadConfig>;

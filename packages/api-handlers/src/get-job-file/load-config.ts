import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { jobs } from '@jobs/job-store/parts';
import { payloads } from '@jobs/job-store/payloads';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, { logLevel, store: jobStoreConfig({ jobs, payloads }) });

export type GetJobFileConfig = ReturnType<typeof loadConfig>;

import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { jobs } from '@jobs/job-store/parts';
import { payloadsWhenNeeded } from '@jobs/job-store/payloads-when-needed';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, { logLevel, store: jobStoreConfig({ jobs, payloads: payloadsWhenNeeded }) });

export type GetJobConfig = ReturnType<typeof loadConfig>;

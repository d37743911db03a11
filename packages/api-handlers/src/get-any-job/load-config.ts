import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { jobs } from '@jobs/job-store/parts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) => readEnvironment(env, { logLevel, store: jobStoreConfig({ jobs }) });

export type GetAnyJobConfig = ReturnType<typeof loadConfig>;

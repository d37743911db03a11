import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { controls } from '@jobs/job-store/parts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) => readEnvironment(env, { logLevel, store: jobStoreConfig({ controls }) });

export type GetJobTypeConfig = ReturnType<typeof loadConfig>;

import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { jobLists } from '@jobs/job-store/parts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) => readEnvironment(env, { logLevel, store: jobStoreConfig({ jobLists }) });

export type ListFailuresConfig = ReturnType<typeof loadConfig>;

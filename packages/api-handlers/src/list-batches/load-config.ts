import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { batches } from '@jobs/job-store/parts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) => readEnvironment(env, { logLevel, store: jobStoreConfig({ batches }) });

export type ListBatchesConfig = ReturnType<typeof loadConfig>;

import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { batches, events, jobs } from '@jobs/job-store/parts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, { logLevel, store: jobStoreConfig({ batches, jobs, events }) });

export type CancelBatchConfig = ReturnType<typeof loadConfig>;

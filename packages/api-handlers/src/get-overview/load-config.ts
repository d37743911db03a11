import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { controls, jobStatistics, queues, workers } from '@jobs/job-store/parts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, { logLevel, store: jobStoreConfig({ queues, jobStatistics, workers, controls }) });

export type GetOverviewConfig = ReturnType<typeof loadConfig>;

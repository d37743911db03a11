import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { jobs, webhookDeliveries } from '@jobs/job-store/parts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, { logLevel, store: jobStoreConfig({ jobs, webhookDeliveries }) });

export type ListDeliveriesConfig = ReturnType<typeof loadConfig>;

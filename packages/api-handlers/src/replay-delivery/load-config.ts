import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { jobs, webhookDeliveries, webhookQueue } from '@jobs/job-store/parts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, { logLevel, store: jobStoreConfig({ jobs, webhookDeliveries, webhookQueue }) });

export type ReplayDeliveryConfig = ReturnType<typeof loadConfig>;

import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { auditLog, events, jobs } from '@jobs/job-store/parts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, { logLevel, store: jobStoreConfig({ jobs, events, auditLog }) });

export type CancelAnyJobConfig = ReturnType<typeof loadConfig>;

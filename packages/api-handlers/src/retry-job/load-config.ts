import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { events, jobs } from '@jobs/job-store/parts';
import { SENDING_PARTS } from '../wake/sending-parts.ts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, { logLevel, store: jobStoreConfig({ jobs, ...SENDING_PARTS, events }) });

export type RetryJobConfig = ReturnType<typeof loadConfig>;

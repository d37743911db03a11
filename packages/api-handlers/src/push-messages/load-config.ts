import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { connections, jobLists, jobs } from '@jobs/job-store/parts';
import { pushEndpoint } from '../push/push-endpoint.ts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, { logLevel, pushEndpoint, store: jobStoreConfig({ jobs, jobLists, connections }) });

export type PushMessagesConfig = ReturnType<typeof loadConfig>;

import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { connections } from '@jobs/job-store/parts';
import { pushEndpoint } from '../push/push-endpoint.ts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, { logLevel, pushEndpoint, store: jobStoreConfig({ connections }) });

export type PushEventsConfig = ReturnType<typeof loadConfig>;

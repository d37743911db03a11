import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { payloads } from '@jobs/job-store/payloads';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) => readEnvironment(env, { logLevel, store: jobStoreConfig({ payloads }) });

export type CreateUploadConfig = ReturnType<typeof loadConfig>;

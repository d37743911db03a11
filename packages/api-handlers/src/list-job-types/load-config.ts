import { logLevel, readEnvironment, type Environment } from '@jobs/job-store';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) => readEnvironment(env, { logLevel });

export type ListJobTypesConfig = ReturnType<typeof loadConfig>;

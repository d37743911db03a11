import { jobStoreConfig, logLevel, readEnvironment, text, type Environment } from '@jobs/job-store';
import { connections } from '@jobs/job-store/parts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, {
    logLevel,
    webSocketUrl: text('WEBSOCKET_URL', { pattern: /^wss?:\/\/[^/\s?#]+[^\s?#]*$/, expects: 'a wss or ws URL' }),
    store: jobStoreConfig({ connections }),
  });

export type CreateConnectionConfig = ReturnType<typeof loadConfig>;

import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { schedules, webhookSecrets } from '@jobs/job-store/parts';
import { allowLoopback } from '../webhooks/allow-loopback.ts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, { logLevel, allowLoopback, store: jobStoreConfig({ schedules, webhookSecrets }) });

export type UpdateScheduleConfig = ReturnType<typeof loadConfig>;

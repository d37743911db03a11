import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { batches, jobs, webhookDeliveries, webhookQueue, webhookSecrets } from '@jobs/job-store/parts';
import { allowLoopback } from '../webhooks/allow-loopback.ts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, {
    logLevel,
    allowLoopback,
    store: jobStoreConfig({ jobs, batches, webhookDeliveries, webhookQueue, webhookSecrets }),
  });

export type DeliverWebhooksConfig = ReturnType<typeof loadConfig>;

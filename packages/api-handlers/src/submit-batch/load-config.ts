import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import {
  batchEvents,
  batches,
  connections,
  events,
  followers,
  jobs,
  limits,
  uniqueKeys,
  webhookSecrets,
} from '@jobs/job-store/parts';
import { payloadsWhenNeeded } from '@jobs/job-store/payloads-when-needed';
import { quotas } from '../limits/quotas.ts';
import { allowLoopback } from '../webhooks/allow-loopback.ts';
import { SENDING_PARTS } from '../wake/sending-parts.ts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, {
    logLevel,
    allowLoopback,
    quotas,
    store: jobStoreConfig({
      jobs,
      ...SENDING_PARTS,
      events,
      payloads: payloadsWhenNeeded,
      webhookSecrets,
      connections,
      uniqueKeys,
      limits,
      followers,
      batches,
      batchEvents,
    }),
  });

export type SubmitBatchConfig = ReturnType<typeof loadConfig>;

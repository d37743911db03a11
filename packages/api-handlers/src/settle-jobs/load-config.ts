import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { batchEvents, batches, events, followers, jobs, limits } from '@jobs/job-store/parts';
import { payloadsWhenNeeded } from '@jobs/job-store/payloads-when-needed';
import { SENDING_PARTS } from '../wake/sending-parts.ts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, {
    logLevel,
    store: jobStoreConfig({
      jobs,
      ...SENDING_PARTS,
      events,
      followers,
      batches,
      batchEvents,
      payloads: payloadsWhenNeeded,
      limits,
    }),
  });

export type SettleJobsConfig = ReturnType<typeof loadConfig>;

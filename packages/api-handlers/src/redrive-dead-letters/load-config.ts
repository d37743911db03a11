import { jobStoreConfig, logLevel, readEnvironment, type Environment } from '@jobs/job-store';
import { auditLog, events, jobs } from '@jobs/job-store/parts';
import { SENDING_PARTS } from '../wake/sending-parts.ts';

/** @throws {InvalidConfigurationError} naming every variable that is missing or malformed */
export const loadConfig = (env: Environment) =>
  readEnvironment(env, { logLevel, store: jobStoreConfig({ jobs, ...SENDING_PARTS, events, auditLog }) });

export type RedriveDeadLettersConfig = ReturnType<typeof loadConfig>;

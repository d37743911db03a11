import {
  jobStoreConfig,
  logLevel,
  optional,
  readEnvironment,
  text,
  url,
  wholeNumber,
  withDefault,
} from '@jobs/job-store';
import { controls, events, jobStatistics, jobs, queues } from '@jobs/job-store/parts';
import { payloads } from '@jobs/job-store/payloads';
import type { Environment, Variable } from '@jobs/job-store';
import { findJobType, JOB_TYPES, type JobType } from '@jobs/shared-contracts';

/** Above what any job type declares. */
const MAX_CONCURRENCY = 1000;
/** The most that ECS waits between SIGTERM and SIGKILL. */
const MAX_SHUTDOWN_GRACE_SECONDS = 120;

/** So that a minute is whole in an overview soon after its end. */
const MAX_STATISTICS_INTERVAL_SECONDS = 300;

/** Somebody waits for a pause to hold. */
const MAX_CONTROLS_INTERVAL_SECONDS = 60;

export const jobType: Variable<JobType | undefined> = (env, report) => {
  const name = text('JOB_TYPE')(env, report);
  const found = findJobType(name);
  if (name.trim() !== '' && !found) {
    report(`JOB_TYPE must be one of ${JOB_TYPES.map((known) => known.name).join(', ')}, not "${name}"`);
  }
  return found;
};

/**
 * The worker's configuration.
 * @throws {InvalidConfigurationError} naming every problem
 */
export function loadConfig(env: Environment) {
  const values = readEnvironment(env, {
    jobStore: jobStoreConfig({ jobs, queues, events, payloads, jobStatistics, controls }),
    jobType,
    concurrency: optional('WORKER_CONCURRENCY', (name) => wholeNumber(name, { min: 1, max: MAX_CONCURRENCY })),
    shutdownGraceSeconds: withDefault(
      'SHUTDOWN_GRACE_SECONDS',
      (name) => wholeNumber(name, { min: 1, max: MAX_SHUTDOWN_GRACE_SECONDS }),
      100,
    ),
    ecsAgentUri: optional('ECS_AGENT_URI', url),
    statisticsIntervalSeconds: withDefault(
      'STATISTICS_INTERVAL_SECONDS',
      (name) => wholeNumber(name, { min: 1, max: MAX_STATISTICS_INTERVAL_SECONDS }),
      60,
    ),
    controlsIntervalSeconds: withDefault(
      'CONTROLS_INTERVAL_SECONDS',
      (name) => wholeNumber(name, { min: 1, max: MAX_CONTROLS_INTERVAL_SECONDS }),
      15,
    ),
    livenessFile: optional('LIVENESS_FILE', text),
    logLevel,
  });
  // readEnvironment has thrown by now if there is none.
  const served = values.jobType as JobType;
  return { ...values, jobType: served, concurrency: values.concurrency ?? served.concurrencyPerWorker };
}

export type WorkerConfig = ReturnType<typeof loadConfig>;

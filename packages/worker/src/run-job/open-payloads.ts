import { createJobStore, loadJobStoreConfig, type Environment } from '@jobs/job-store';

/** A module of its own, so that a thread loads the SDK only when it needs it. */
export const openPayloads = (env: Environment) => createJobStore(loadJobStoreConfig(env, ['payloads'])).payloads;

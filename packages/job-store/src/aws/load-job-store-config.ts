import type { JobStorePart } from '../config/job-store-config.ts';
import { readEnvironment, type Environment } from '../config/read-environment.ts';
import { jobStoreConfig, type JobStoreConfig } from './create-job-store.ts';
import type { OpenParts } from './open-part.ts';
import { payloads } from './payloads/open-payload-store.ts';
import * as otherParts from './store-parts.ts';
import { serviceScaling } from './workers/open-service-scaling.ts';

/** Put together when it is asked for: done on loading, it would come with all that imports anything of this package. */
const allParts = (): OpenParts<JobStorePart> => ({ ...otherParts, payloads, serviceScaling });

/**
 * Reads what the named parts of the job store need, and nothing else. All parts come with it: for what is not bundled.
 * @throws {InvalidConfigurationError} naming every problem
 */
export function loadJobStoreConfig<const Part extends JobStorePart>(
  env: Environment,
  names: readonly Part[],
): JobStoreConfig<Part> {
  const all = allParts();
  const parts = Object.fromEntries(names.map((name) => [name, all[name]])) as unknown as OpenParts<Part>;
  return readEnvironment(env, { jobStore: jobStoreConfig(parts) }).jobStore;
}

import {
  awsSettings,
  resourcesOf,
  type AwsSettings,
  type JobStorePart,
  type JobStoreResources,
} from '../config/job-store-config.ts';
import { all, type Variable } from '../config/read-environment.ts';
import type { JobStore } from '../port/job-store.ts';
import type { OpenParts } from './open-part.ts';
import { createSdkClients } from './sdk-clients.ts';

/** Where the parts that a deployable uses are found, and how they are opened. */
export interface JobStoreConfig<Part extends JobStorePart = JobStorePart> {
  readonly aws: AwsSettings;
  readonly resources: Pick<JobStoreResources, Part>;
  readonly parts: OpenParts<Part>;
}

/**
 * The variables of parts, to be read together with a deployable's own by `readEnvironment`. The parts come from
 * `@jobs/job-store/parts`: a bundle holds those that its configuration names, and no client of another service.
 */
export function jobStoreConfig<Part extends JobStorePart>(parts: OpenParts<Part>): Variable<JobStoreConfig<Part>> {
  const resources = resourcesOf(Object.keys(parts) as Part[]);
  return all({ aws: awsSettings, resources, parts: () => parts });
}

export interface JobStoreOptions {
  /** Milliseconds since the epoch; the system's clock by default. */
  readonly now?: () => number;
}

/** The parts that the configuration was loaded for, on AWS. `close` ends their connections. */
export function createJobStore<Part extends JobStorePart>(
  { aws, resources, parts }: JobStoreConfig<Part>,
  { now = Date.now }: JobStoreOptions = {},
): Pick<JobStore, Part> & { close(): void } {
  const clients = createSdkClients(aws);
  const opened = (Object.keys(parts) as Part[]).map((part) => [part, parts[part](resources[part], clients, now)]);
  return { ...(Object.fromEntries(opened) as Pick<JobStore, Part>), close: () => clients.close() };
}

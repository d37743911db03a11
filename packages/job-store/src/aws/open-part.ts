import type { JobStorePart, JobStoreResources } from '../config/job-store-config.ts';
import type { JobStore } from '../port/job-store.ts';
import type { SdkClients } from './sdk-clients.ts';

/** Opens a part of the job store on AWS. `now`: milliseconds since the epoch. */
export type OpenPart<Part extends JobStorePart> = (
  resources: JobStoreResources[Part],
  clients: SdkClients,
  now: () => number,
) => JobStore[Part];

/** How the parts are opened, by their names in the job store. */
export type OpenParts<Part extends JobStorePart> = { readonly [P in Part]: OpenPart<P> };

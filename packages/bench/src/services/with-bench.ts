import { createJobStore, loadJobStoreConfig, type JobStore } from '@jobs/job-store';
import type { StandInEnvironment } from '@jobs/stand-ins';
import { openClients } from './open-clients.ts';
import { withServices } from './start-services.ts';

export interface Bench extends Omit<ReturnType<typeof openClients>, 'close'> {
  readonly environment: StandInEnvironment;
  /** As a worker opens it. */
  readonly store: Pick<JobStore, 'jobs' | 'queues' | 'events'>;
}

/** Works with stand-ins for AWS, the system's own store on them, and plain clients of the SDK. */
export const withBench = <Result>(work: (bench: Bench) => Promise<Result>): Promise<Result> =>
  withServices(async (environment) => {
    const store = createJobStore(loadJobStoreConfig(environment, ['jobs', 'queues', 'events']));
    const clients = openClients(environment);
    try {
      return await work({ environment, store, ...clients });
    } finally {
      store.close();
      clients.close();
    }
  });

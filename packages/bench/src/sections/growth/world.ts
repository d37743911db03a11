import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJobStore, loadJobStoreConfig, type JobStore } from '@jobs/job-store';
import { JOBS_TABLE } from '@jobs/shared-contracts';
import { importIntoDynoxide, startStandIns, type StandInEnvironment } from '@jobs/stand-ins';
import { storedJobs } from './stored-jobs.ts';

export const OWNER = 'acme';
const PREFIX = 'growth';

/** What stands in for AWS, with many jobs in its table. */
export interface World {
  readonly environment: StandInEnvironment;
  readonly store: Pick<JobStore, 'jobs' | 'queues'>;
  stop(): Promise<void>;
}

interface Waiting {
  readonly type: string;
  readonly count: number;
  readonly firstNumber: number;
}

/** A table with so many jobs, of which all have ended but those that are `waiting`. */
export async function openWorld(jobs: number, waiting: readonly Waiting[] = []): Promise<World> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'growth-'));
  const remove = () => rm(dataDirectory, { recursive: true, force: true });
  try {
    const items = itemsOf(jobs, waiting);
    await importIntoDynoxide({ dataDirectory, tableName: `${PREFIX}-jobs`, table: JOBS_TABLE, items });
    const { environment, stop } = await startStandIns({ prefix: PREFIX, dynamodb: 'dynoxide', dataDirectory });
    const store = createJobStore(loadJobStoreConfig(environment, ['jobs', 'queues']));
    return {
      environment,
      store,
      stop: async () => {
        store.close();
        await stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

function* itemsOf(jobs: number, waiting: readonly Waiting[]) {
  const now = Date.now();
  const waitingJobs = waiting.reduce((total, { count }) => total + count, 0);
  // Their numbers are apart from those of the waiting.
  yield* storedJobs({
    owner: OWNER,
    type: 'text-analyze',
    status: 'SUCCEEDED',
    count: jobs - waitingJobs,
    firstNumber: -jobs,
    now,
  });
  for (const some of waiting) yield* storedJobs({ owner: OWNER, status: 'QUEUED', now, ...some });
}

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
  /** In the table at first. */
  readonly jobs: number;
  stop(): Promise<void>;
}

interface Waiting {
  readonly type: string;
  readonly count: number;
  readonly firstNumber: number;
}

/** A third of what it may take to fill a table: the import takes the rest. */
const LONGEST_MAKING_MS = 90_000;

/**
 * A table with so many jobs, or as many as can be made in time, of which all have ended but those that are `waiting`.
 */
export async function openWorld(jobs: number, waiting: readonly Waiting[] = []): Promise<World> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'growth-'));
  const remove = () => rm(dataDirectory, { recursive: true, force: true });
  try {
    let made = 0;
    const items = counting(itemsOf(jobs, waiting), () => (made += 1));
    await importIntoDynoxide({ dataDirectory, tableName: `${PREFIX}-jobs`, table: JOBS_TABLE, items });
    const { environment, stop } = await startStandIns({ prefix: PREFIX, dynamodb: 'dynoxide', dataDirectory });
    const store = createJobStore(loadJobStoreConfig(environment, ['jobs', 'queues']));
    return {
      environment,
      store,
      jobs: made,
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

function* counting<Item>(items: Iterable<Item>, count: () => void): Generator<Item> {
  for (const item of items) {
    count();
    yield item;
  }
}

function* itemsOf(jobs: number, waiting: readonly Waiting[]) {
  const now = Date.now();
  const deadline = now + LONGEST_MAKING_MS;
  for (const some of waiting) yield* storedJobs({ owner: OWNER, status: 'QUEUED', now, ...some });
  const count = jobs - waiting.reduce((total, some) => total + some.count, 0);
  const ended = { owner: OWNER, type: 'text-analyze', status: 'SUCCEEDED', count, firstNumber: -jobs, now } as const;
  // Their numbers are apart from those that wait.
  for (const item of storedJobs(ended)) {
    if (Date.now() > deadline) return;
    yield item;
  }
}

import { infrastructureSettings, JOB_TYPES } from '@jobs/shared-contracts';
import type { JobStore } from '../port/job-store.ts';
import { createJobOperations } from '../aws/jobs/job-operations.ts';
import { createMemoryApiKeys } from './create-memory-api-keys.ts';
import { createMemoryEvents, type MemoryEvents } from './create-memory-events.ts';
import { createMemoryJobOrder } from './jobs/create-memory-job-order.ts';
import { createMemoryTable, type MemoryTable } from './jobs/create-memory-table.ts';
import type { MemoryClock } from './memory-clock.ts';
import { createMemoryPayloads, type MemoryPayloads } from './payloads/create-memory-payloads.ts';
import { createMemoryQueues, type MemoryQueues } from './queues/create-memory-queues.ts';
import { createMemoryUniqueKeys } from './create-memory-unique-keys.ts';
import { createMemoryLimits } from './limits/create-memory-limits.ts';
import { createMemoryBatchEvents, type MemoryBatchEvents } from './create-memory-batch-events.ts';
import { createMemoryBatches } from './job-groups/create-memory-batches.ts';
import { createMemoryFollowers } from './job-groups/create-memory-followers.ts';
import { createMemorySchedules } from './schedules/create-memory-schedules.ts';
import type { QueueSetSettings } from './queues/queue-set.ts';

export interface MemoryJobStoreSettings {
  readonly clock: MemoryClock;
  readonly onDeadLetter?: QueueSetSettings['onDeadLetter'];
  /** Where presigned URLs lead; nowhere by default. */
  readonly payloadOrigin?: () => string;
}

/** No webhooks, connections, lists, statistics, controls or audit trail: nothing that is tested on it has any. */
type PartsInMemory = Omit<
  JobStore,
  | 'webhookDeliveries'
  | 'webhookQueue'
  | 'webhookSecrets'
  | 'connections'
  | 'jobLists'
  | 'jobStatistics'
  | 'workers'
  | 'serviceScaling'
  | 'controls'
  | 'wakeStates'
  | 'auditLog'
>;

export interface MemoryJobStore extends PartsInMemory {
  /** What `jobs` is made of. */
  readonly table: MemoryTable;
  readonly queues: MemoryQueues;
  readonly events: MemoryEvents;
  readonly batchEvents: MemoryBatchEvents;
  readonly payloads: MemoryPayloads;
}

/**
 * Everything that the system keeps outside of its processes, in memory, with the queues of all job types. For tests:
 * whatever is called does all of its work at once, and the same calls on the same clock give the same answers.
 */
export function createMemoryJobStore(settings: MemoryJobStoreSettings): MemoryJobStore {
  const { clock, onDeadLetter, payloadOrigin = () => 'http://memory.invalid' } = settings;
  const now = () => clock.now();
  const table = createMemoryTable(now);
  return {
    table,
    jobs: {
      ...createJobOperations(table.access),
      ...createMemoryJobOrder(now),
      listDue: table.listDue,
      listHeld: table.listHeld,
    },
    queues: createMemoryQueues({ clock, queues: allQueues(), onDeadLetter }),
    events: createMemoryEvents(),
    payloads: createMemoryPayloads({ now, origin: payloadOrigin }),
    apiKeys: createMemoryApiKeys(),
    schedules: createMemorySchedules(now),
    limits: createMemoryLimits(now),
    followers: createMemoryFollowers(),
    batches: createMemoryBatches(now),
    batchEvents: createMemoryBatchEvents(),
    uniqueKeys: createMemoryUniqueKeys(now),
  };
}

function allQueues(): QueueSetSettings['queues'] {
  const all: Record<string, QueueSetSettings['queues'][string]> = {};
  for (const { queues, deadLetterQueue, maxReceiveCount } of JOB_TYPES.map(infrastructureSettings)) {
    all[deadLetterQueue] = undefined;
    for (const { name } of queues) all[name] = { deadLetterQueue, maxReceiveCount };
  }
  return all;
}

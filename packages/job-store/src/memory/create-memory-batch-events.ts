import type { BatchEvent } from '@jobs/shared-contracts';
import type { BatchEvents } from '../port/batch-events.ts';

/** Events of batches in memory: `published` holds all of them, in their order. */
export interface MemoryBatchEvents extends BatchEvents {
  readonly published: readonly BatchEvent[];
}

export function createMemoryBatchEvents(): MemoryBatchEvents {
  const published: BatchEvent[] = [];
  return {
    published,
    publishBatch: async (event) => {
      published.push(event);
    },
  };
}

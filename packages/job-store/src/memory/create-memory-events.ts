import { copyJson } from './copy-json.ts';
import type { JobEvent } from '@jobs/shared-contracts';
import type { JobEvents } from '../port/job-events.ts';

/** Events in memory: `published` holds all of them, in their order. */
export interface MemoryEvents extends JobEvents {
  readonly published: readonly JobEvent[];
}

export function createMemoryEvents(): MemoryEvents {
  const published: JobEvent[] = [];
  return {
    published,
    publish: async (events) => {
      published.push(...copyJson(events));
    },
  };
}

import type { UniqueKeys } from '../port/unique-keys.ts';

/** Unique keys in memory. */
export function createMemoryUniqueKeys(now: () => number): UniqueKeys {
  const holders = new Map<string, { readonly jobId: string; readonly sinceMs: number }>();
  return {
    holdKey: async ({ owner, type, key }, { jobId, insteadOf }) => {
      const id = JSON.stringify([owner, type, key]);
      const holder = holders.get(id);
      if (holder && holder.jobId !== jobId && holder.jobId !== insteadOf) return { outcome: 'taken', ...holder };
      holders.set(id, { jobId, sinceMs: now() });
      return { outcome: 'held' };
    },
  };
}

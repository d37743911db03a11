import type { Followers } from '../../port/followers.ts';

/** Followers in memory. */
export function createMemoryFollowers(): Followers {
  const links = new Map<string, Set<string>>();
  return {
    addFollower: async (jobId, waitsFor) => {
      for (const awaitedId of waitsFor) links.set(awaitedId, new Set([...(links.get(awaitedId) ?? []), jobId]));
    },
    listFollowers: async (awaitedId, { limit, cursor = '' }) => {
      const left = [...(links.get(awaitedId) ?? [])].toSorted().filter((jobId) => jobId > cursor);
      const jobIds = left.slice(0, limit);
      const last = jobIds.at(-1);
      return { jobIds, ...(last !== undefined && left.length > limit && { cursor: last }) };
    },
  };
}

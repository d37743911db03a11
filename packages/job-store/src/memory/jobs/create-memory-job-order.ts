import type { JobOrder, TakenPlace } from '../../port/job-order.ts';

/** The order of jobs in memory. */
export function createMemoryJobOrder(now: () => number): JobOrder {
  const groups = new Map<string, readonly TakenPlace[]>();
  const placesOf = (group: string) => groups.get(group) ?? [];
  return {
    takePlace: async (group, { jobId, round }, atMost = Infinity) => {
      const places = placesOf(group);
      if (places.length >= atMost) return false;
      groups.set(group, [...places, { jobId, round, takenAt: now() }]);
      return true;
    },
    listPlaces: async (group) => placesOf(group),
    leavePlace: async (group, { jobId, round }) => {
      const [first, ...others] = placesOf(group);
      if (first?.jobId === jobId && first.round === round) groups.set(group, others);
    },
  };
}

import type { StateWrite } from './history.ts';

/** Of each job, its states in the order in which it was in them. */
export function statesByJob(writes: readonly StateWrite[]): ReadonlyMap<string, readonly StateWrite[]> {
  const byJob = Map.groupBy(writes, ({ jobId }) => jobId);
  return new Map([...byJob].map(([jobId, of]) => [jobId, of.toSorted((a, b) => a.version - b.version)]));
}

import type { Violation } from './check-history.ts';
import type { ChaosHistory, Death, StateWrite } from './history.ts';

/** How long after a write its writer may die and take what it knows along: publishing takes no longer. */
const MEMORY_MS = 60_000;
/** What was on its way to the table when its writer died arrives within this. */
const UNDER_WAY_MS = 10_000;

/**
 * States that no event told of, and events and answers of states that never were. A state may stay untold only if both
 * died who knew it: who wrote it, and who took the job over from there.
 */
export function unpublishedStates(
  { events, sightings, deaths }: Pick<ChaosHistory, 'events' | 'sightings' | 'deaths'>,
  states: ReadonlyMap<string, readonly StateWrite[]>,
): readonly Violation[] {
  const told = new Set<StateWrite>();
  const found: Violation[] = [];
  for (const { data } of events) {
    const state = stateAt(states.get(data.id), data.version);
    if (state?.status === data.status) told.add(state);
    else found.push({ kind: 'untrue event', detail: `${data.id} was never ${data.status} in version ${data.version}` });
  }
  for (const { id, status, version } of sightings) {
    if (stateAt(states.get(id), version)?.status === status) continue;
    found.push({ kind: 'untrue answer', detail: `${id} was never ${status} in version ${version}` });
  }
  for (const state of untold(states, told, deaths)) {
    const { jobId, status, version, writer } = state;
    found.push({ kind: 'unpublished state', detail: `${jobId} became ${status} in version ${version} by ${writer}` });
  }
  return found;
}

const stateAt = (states: readonly StateWrite[] | undefined, version: number) =>
  states?.findLast((state) => state.version <= version);

function untold(
  states: ReadonlyMap<string, readonly StateWrite[]>,
  told: ReadonlySet<StateWrite>,
  deaths: readonly Death[],
): readonly StateWrite[] {
  const died = ({ writer, at }: StateWrite) =>
    deaths.some(
      (death) => writer.startsWith(death.writer) && death.at >= at - UNDER_WAY_MS && death.at <= at + MEMORY_MS,
    );
  return [...states.values()].flatMap((ofJob) =>
    ofJob.filter((state, n) => {
      const successor = ofJob[n + 1];
      return !told.has(state) && !(died(state) && successor !== undefined && died(successor));
    }),
  );
}

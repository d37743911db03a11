import { DependencyError, type Followers, type JobOrder, type Limits } from '@jobs/job-store';
import type { MemoryJobStore } from '@jobs/job-store/memory';
import type { History } from './history.ts';
import type { SimulatedProcess } from './simulated-process.ts';

type Methods = Record<string, (...args: never[]) => Promise<unknown>>;

/** Each method of a part of the store, as a step of the process that may go wrong, by the process's own clock. */
function inSteps<T extends object>(process: SimulatedProcess, part: T, names: readonly (keyof T & string)[]): T {
  const steps = names.map((name) => [
    name,
    (...args: never[]) =>
      process.call({
        label: `${name} ${JSON.stringify(args)}`,
        effect: () => process.ownTime.seeing(() => (part as unknown as Methods)[name]?.(...args) ?? Promise.resolve()),
        refusal: () => {
          throw new DependencyError('DynamoDB', name, true, new Error('It did not answer'));
        },
      }),
  ]);
  return Object.fromEntries(steps) as T;
}

export function openOrder(process: SimulatedProcess, { jobs }: MemoryJobStore, { order }: History): JobOrder {
  const told: JobOrder = {
    listPlaces: (group) => jobs.listPlaces(group),
    takePlace: (group, place, atMost) => {
      const taken = jobs.takePlace(group, place, atMost);
      order.taken(group, place);
      return taken;
    },
    leavePlace: async (group, place) => {
      const [first] = await jobs.listPlaces(group);
      if (first?.jobId === place.jobId && first.round === place.round) order.left(group, place);
      return jobs.leavePlace(group, place);
    },
  };
  return inSteps(process, told, ['listPlaces', 'takePlace', 'leavePlace']);
}

export const openFollowers = (process: SimulatedProcess, { followers }: MemoryJobStore): Followers =>
  inSteps(process, followers, ['addFollower', 'listFollowers']);

export const openLimits = (process: SimulatedProcess, { limits }: MemoryJobStore): Limits =>
  inSteps(process, limits, [
    'takeSlot',
    'returnSlot',
    'takeStart',
    'getUse',
    'joinLine',
    'listLines',
    'serveLine',
    'closeLine',
    'noneWaits',
    'listDueLimits',
    'postponeLimit',
    'noteAbsent',
  ]);

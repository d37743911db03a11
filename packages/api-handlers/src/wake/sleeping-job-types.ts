import { infrastructureSettings, isOnEcs, JOB_TYPES, type ServiceSettings } from '@jobs/shared-contracts';

/** Every job type that is a service, with its queues. */
export const SERVICES: readonly ServiceSettings[] = JOB_TYPES.map(infrastructureSettings).filter(isOnEcs);

/** Whether nothing of it runs while it has no work. A function needs no waking, and what has a minimum is awake. */
const maySleep = ({ compute }: ServiceSettings): boolean => compute.minTasks === 0;

const BY_QUEUE: ReadonlyMap<string, string> = new Map(
  SERVICES.filter(maySleep).flatMap(({ name, queues }) => queues.map((queue) => [queue.name, name])),
);

/** The job type whose service may sleep while a message comes into that queue. */
export const sleepingJobTypeOf = (queue: string): string | undefined => BY_QUEUE.get(queue);

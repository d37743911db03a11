import type { JobQueues, ServiceScaling, WakeStates, WakeTimes, WorkerCounts, WorkerServices } from '@jobs/job-store';
import type { ServiceSettings } from '@jobs/shared-contracts';
import type { Logger } from '../logging/create-logger.ts';
import { AWAKE_TASKS, WAKE_FAILED } from './create-waker.ts';

export interface KeepServicesDependencies {
  readonly queues: Pick<JobQueues, 'getDepth'>;
  readonly wakeStates: WakeStates;
  readonly serviceScaling: ServiceScaling;
  readonly workers: WorkerServices;
  readonly services: readonly ServiceSettings[];
  readonly times: Pick<WakeTimes, 'idleMs'>;
  readonly now: () => number;
  readonly log: Logger;
}

/** How many services were woken, left to sleep, and could not be looked at. */
export interface KeptServices {
  readonly woken: number;
  readonly leftToSleep: number;
  readonly failed: number;
}

type Kept = keyof KeptServices | 'unchanged';

/**
 * Looks at every queue, and at the minimum of every service: raises it where there is work and a wake failed or never
 * came, and lowers it to what is declared where there has been none for long enough. The look itself keeps the queues'
 * metrics from lagging, which SQS makes less often for queues that nobody asks about.
 */
export async function keepServices(deps: KeepServicesDependencies): Promise<KeptServices> {
  const names = deps.services.map(({ name }) => name);
  const [minimums, counts] = await Promise.allSettled([
    deps.serviceScaling.getMinimums(names),
    deps.workers.countWorkers(names),
  ]);
  for (const { reason } of [minimums, counts].filter((read) => read.status === 'rejected')) {
    deps.log.warn({ err: reason as unknown }, 'services could not be read');
  }
  const kept = await Promise.all(
    deps.services.map((service) =>
      keepService(deps, {
        service,
        minimum: minimums.status === 'fulfilled' ? minimums.value.get(service.name) : undefined,
        counts: counts.status === 'fulfilled' ? counts.value.get(service.name) : undefined,
      }),
    ),
  );
  const count = (what: Kept) => kept.filter((one) => one === what).length;
  return { woken: count('woken'), leftToSleep: count('leftToSleep'), failed: count('failed') };
}

/** Undefined is what could not be read. */
interface Seen {
  readonly service: ServiceSettings;
  readonly minimum: number | undefined;
  readonly counts: WorkerCounts | undefined;
}

async function keepService(deps: KeepServicesDependencies, seen: Seen): Promise<Kept> {
  const { name } = seen.service;
  try {
    return await keep(deps, seen);
  } catch (error) {
    deps.log.warn({ err: error, jobType: name, event: WAKE_FAILED }, 'a service stays as it is until the next run');
    return 'failed';
  }
}

async function keep(deps: KeepServicesDependencies, seen: Seen): Promise<Kept> {
  const { name, queues, compute } = seen.service;
  // Before the queues: work that is told of after this is seen there, or keeps what is known from being forgotten.
  const { workAt, isPaused } = await deps.wakeStates.getWakeState(name);
  const depths = await Promise.all(queues.map((queue) => deps.queues.getDepth(queue.name)));
  if (compute.minTasks >= AWAKE_TASKS) return isPaused ? 'unchanged' : raise(deps, seen);

  const hasWork = depths.some(({ visible, inFlight, delayed }) => visible + inFlight + delayed > 0);
  const isNeeded = hasWork || (workAt !== undefined && deps.now() - workAt < deps.times.idleMs);
  if (isNeeded && isPaused) return 'unchanged';
  if (hasWork) await deps.wakeStates.noteWork(name);
  if (isNeeded) return raise(deps, seen);

  // Without `workAt`, a run that had made it forget may have ended there.
  const isToSleep =
    workAt === undefined
      ? (seen.minimum ?? compute.minTasks) !== compute.minTasks
      : await deps.wakeStates.forgetWork(name, workAt);
  return isToSleep ? letSleep(deps, seen) : 'unchanged';
}

/** Also where the minimum is high enough, and the service has fewer tasks: registering it again corrects that. */
async function raise({ serviceScaling }: KeepServicesDependencies, { service, minimum, counts }: Seen): Promise<Kept> {
  const wanted = Math.max(AWAKE_TASKS, service.compute.minTasks);
  if (minimum === wanted && (counts?.desired ?? wanted) >= wanted) return 'unchanged';
  await serviceScaling.setMinimum(service.name, wanted);
  return 'woken';
}

/**
 * Lowers the minimum, and then looks once more: who has told of work meanwhile may have raised it before this lowered it.
 * Who tells of work after that look raises it after this, and is not undone.
 */
async function letSleep(deps: KeepServicesDependencies, { service }: Seen): Promise<Kept> {
  const { name, compute } = service;
  await deps.serviceScaling.setMinimum(name, compute.minTasks);
  const { workAt } = await deps.wakeStates.getWakeState(name);
  if (workAt === undefined) return 'leftToSleep';
  await deps.serviceScaling.setMinimum(name, Math.max(AWAKE_TASKS, compute.minTasks));
  return 'woken';
}

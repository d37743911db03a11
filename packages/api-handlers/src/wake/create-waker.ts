import type { ServiceScaling, WakeStates, WakeTimes } from '@jobs/job-store';
import type { Logger } from '../logging/create-logger.ts';

export interface WakerDependencies {
  readonly wakeStates: Pick<WakeStates, 'noteWork'>;
  readonly serviceScaling: Pick<ServiceScaling, 'setMinimum'>;
  readonly times: Pick<WakeTimes, 'intervalMs' | 'trustMs'>;
  readonly now: () => number;
  readonly log: Logger;
}

/** Sees to it that a job type's service is awake, or will be. Never fails. */
export type Wake = (jobType: string) => Promise<void>;

/** What a service is woken with: the alarms do the rest. */
export const AWAKE_TASKS = 1;

/**
 * Wakes services by raising the minimum of their tasks, which no alarm goes below: the one that scales in stays in alarm
 * while a job type is idle, and repeats its action every minute. A process that knows a service to be awake makes no
 * call. What fails here is made up for by the reconciler's next run.
 */
export function createWaker(deps: WakerDependencies): Wake {
  const { now, log } = deps;
  /** By job type: until when nothing is to be done, and what is being done. */
  const quietUntil = new Map<string, number>();
  const underWay = new Map<string, Promise<void>>();

  const wakeOnce = async (jobType: string) => {
    // A failing table is not asked more often than one that answers.
    quietUntil.set(jobType, now() + deps.times.intervalMs);
    try {
      quietUntil.set(jobType, await noteWork(deps, jobType));
    } catch (error) {
      log.warn({ err: error, jobType, event: WAKE_FAILED }, 'not woken: the reconciler will do it');
    } finally {
      underWay.delete(jobType);
    }
  };

  return async (jobType) => {
    const waking = underWay.get(jobType);
    if (waking) return waking;
    if (now() < (quietUntil.get(jobType) ?? -Infinity)) return;
    const woken = wakeOnce(jobType);
    underWay.set(jobType, woken);
    await woken;
  };
}

/** In the log line of each wake that failed: a metric counts these. */
export const WAKE_FAILED = 'wake-failed';

/** @returns until when the service may be relied on, or is not to be asked for again */
async function noteWork({ wakeStates, serviceScaling, times, now, log }: WakerDependencies, jobType: string) {
  const notedAt = now();
  const noted = await wakeStates.noteWork(jobType);
  if (noted.outcome === 'unchanged') {
    const { workAt } = noted;
    return workAt === undefined ? notedAt + times.intervalMs : workAt + times.trustMs;
  }
  if (noted.outcome === 'asleep') {
    await serviceScaling.setMinimum(jobType, AWAKE_TASKS);
    log.info({ jobType }, 'woken');
  }
  return notedAt + times.trustMs;
}

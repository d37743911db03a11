import { SHORT_LEASE_SECONDS } from '@jobs/worker/testing/short-lease';
import type { LocalStack } from '../start-local-stack.ts';
import type { Death } from './check/history.ts';
import type { Outage } from './check/recovery.ts';
import type { Disturbance, DisturbanceKind } from './plan/plan-disturbances.ts';

/** Longer than a lease, so that another worker has its jobs when it goes on. */
const PAUSE_MS = SHORT_LEASE_SECONDS * 1500;

interface Task {
  readonly taskId: string;
  readonly pid: number;
  readonly jobType: string;
}

export interface Disturber {
  /** Does what is due once so many jobs have ended. What finds nobody to disturb is done as soon as it does. */
  disturb(ended: number): void;
  /** Lets those that are paused go on. */
  calm(): void;
  readonly isDone: boolean;
  readonly counts: ReadonlyMap<DisturbanceKind, number>;
  readonly deaths: readonly Death[];
  /** Tasks that were lost without a word, and when. */
  readonly outages: readonly Outage[];
}

/** Kills, stops and pauses real processes. */
export function createDisturber(
  stack: Pick<LocalStack, 'workers' | 'functionProcess'>,
  disturbances: readonly Disturbance[],
  now: () => number = Date.now,
): Disturber {
  let waiting = [...disturbances];
  const counts = new Map<DisturbanceKind, number>();
  const deaths: Death[] = [];
  const outages: Outage[] = [];
  const paused = new Map<number, NodeJS.Timeout>();
  /** Told to end, but perhaps not gone yet. */
  const ending = new Set<string>();

  const tasks = (): readonly Task[] =>
    stack
      .workers()
      .flatMap(({ jobType, tasks: ofType }) =>
        ofType.flatMap(({ taskId, pid, stopping }) =>
          pid !== undefined && !stopping && !ending.has(taskId) && !paused.has(pid) ? [{ taskId, pid, jobType }] : [],
        ),
      );
  const resume = (pid: number) => {
    clearTimeout(paused.get(pid));
    paused.delete(pid);
    signal(pid, 'SIGCONT');
  };
  const end = ({ taskId, pid }: Task, how: 'SIGTERM' | 'SIGKILL') => {
    ending.add(taskId);
    deaths.push({ writer: taskId, at: now() });
    signal(pid, how);
  };

  const toTask: Readonly<Record<Exclude<DisturbanceKind, 'kill-functions'>, (task: Task) => void>> = {
    'kill-worker': (task) => {
      outages.push({ taskId: task.taskId, at: now() });
      end(task, 'SIGKILL');
    },
    'stop-worker': (task) => end(task, 'SIGTERM'),
    deploy: ({ jobType }) => {
      for (const task of tasks()) if (task.jobType === jobType) end(task, 'SIGTERM');
    },
    'pause-worker': ({ taskId, pid }) => {
      outages.push({ taskId, at: now() });
      signal(pid, 'SIGSTOP');
      paused.set(
        pid,
        setTimeout(() => resume(pid), PAUSE_MS),
      );
    },
  };
  const killFunctions = () => {
    const pid = stack.functionProcess();
    if (pid === undefined) return false;
    deaths.push({ writer: 'function-', at: now() });
    signal(pid, 'SIGKILL');
    return true;
  };
  const carryOut = ({ kind, pick }: Disturbance): boolean => {
    if (kind === 'kill-functions') return killFunctions();
    const candidates = tasks();
    const task = candidates[Math.floor(pick * candidates.length)];
    if (task) toTask[kind](task);
    return task !== undefined;
  };

  return {
    disturb(ended) {
      waiting = waiting.filter((disturbance) => {
        if (disturbance.afterEnded > ended || !carryOut(disturbance)) return true;
        counts.set(disturbance.kind, (counts.get(disturbance.kind) ?? 0) + 1);
        return false;
      });
    },
    calm() {
      for (const pid of paused.keys()) resume(pid);
    },
    get isDone() {
      return waiting.length === 0 && paused.size === 0;
    },
    counts,
    deaths,
    outages,
  };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}

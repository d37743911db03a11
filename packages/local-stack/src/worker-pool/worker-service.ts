import { randomUUID } from 'node:crypto';
import type { ServiceSettings } from '@jobs/shared-contracts';
import type { TaskProtections } from '../ecs-agent/task-protection.ts';
import type { LaunchTask, TaskProcess } from './launch-worker.ts';
import { afterUnexpectedExit, NO_CRASHES } from './restart-backoff.ts';
import { nextScaling, type ScalingState } from './scaling.ts';

interface Task {
  readonly taskId: string;
  readonly process: TaskProcess;
  readonly startedMs: number;
  /** Set once it was told to stop. */
  stopByMs?: number;
}

export interface ServiceDeps {
  readonly launch: LaunchTask;
  readonly protections: TaskProtections;
  readonly agentUriOf: (taskId: string) => string;
  /** The minimum of a job type's tasks as it is at this moment, where somebody raised it above what is declared. */
  readonly minimumOf?: (jobType: string) => number;
  readonly now: () => number;
  /** For people: what went wrong. */
  readonly report: (message: string) => void;
  /** From SIGTERM to SIGKILL: ECS's stopTimeout. */
  readonly stopTimeoutMs: number;
  /** The longest pause before a task that ended by itself is started again; ECS knows none. */
  readonly longestRestartDelayMs?: number;
}

/** The tasks of one job type, as an ECS service keeps them. */
export function createWorkerService(settings: ServiceSettings, deps: ServiceDeps) {
  const { launch, protections, now, report, stopTimeoutMs } = deps;
  const tasks = new Map<string, Task>();
  let scaling: ScalingState = { desiredTasks: settings.compute.minTasks };
  let restarts = NO_CRASHES;
  let backlog = 0;
  /** Since when it wants a task and has none: who waits longest is served first. */
  let waitingSinceMs: number | undefined;

  const running = () => [...tasks.values()].filter((task) => task.stopByMs === undefined);

  function start() {
    const taskId = randomUUID();
    protections.add(taskId);
    const process = launch({ taskId, jobType: settings.name, agentUri: deps.agentUriOf(taskId) });
    const task: Task = { taskId, process, startedMs: now() };
    tasks.set(taskId, task);
    void forgetAtItsEnd(task);
  }

  async function forgetAtItsEnd({ taskId, process, startedMs }: Task) {
    const { reason } = await process.exited;
    const wasStopped = tasks.get(taskId)?.stopByMs !== undefined;
    tasks.delete(taskId);
    protections.remove(taskId);
    if (wasStopped) return;
    restarts = afterUnexpectedExit(restarts, { startedMs, endedMs: now() }, deps.longestRestartDelayMs);
    report(`A worker of ${settings.name} (process ${process.pid ?? '?'}) ended by itself: ${reason}`);
  }

  function stop(task: Task) {
    task.stopByMs = now() + stopTimeoutMs;
    task.process.signal('SIGTERM');
  }

  return {
    settings,
    observe(depth: number, scaleInAfterMs: number) {
      backlog = depth;
      const minTasks = Math.max(settings.compute.minTasks, deps.minimumOf?.(settings.name) ?? 0);
      scaling = nextScaling({ ...settings.compute, minTasks }, scaling, { backlog, nowMs: now(), scaleInAfterMs });
      waitingSinceMs = scaling.desiredTasks > 0 && running().length === 0 ? (waitingSinceMs ?? now()) : undefined;
    },
    demand: () => ({
      jobType: settings.name,
      desiredTasks: scaling.desiredTasks,
      // A task that is being stopped still takes its place on this machine, but does no more work.
      runningTasks: running().length,
      minTasks: settings.compute.minTasks,
      backlog,
    }),
    waitingSinceMs: () => waitingSinceMs ?? Infinity,
    stoppingTasks: () => tasks.size - running().length,
    /** Starts or stops tasks until so many run. Protected ones are never stopped; crashes delay a start. */
    adjust(target: number) {
      const excess = running().length - target;
      const stoppable = running().filter((task) => !protections.isProtected(task.taskId));
      for (const task of stoppable.slice(0, Math.max(0, excess))) stop(task);
      if (now() < restarts.notBeforeMs) return;
      for (let missing = -excess; missing > 0; missing -= 1) start();
    },
    killOverdue() {
      for (const { process, stopByMs } of tasks.values()) {
        if (stopByMs !== undefined && stopByMs <= now()) process.signal('SIGKILL');
      }
    },
    /** Tells every task to stop, protected or not. */
    stopAll() {
      for (const task of running()) stop(task);
    },
    killAll() {
      for (const { process } of tasks.values()) process.signal('SIGKILL');
    },
    exited: () => Promise.all([...tasks.values()].map(({ process }) => process.exited)),
    inspect: () => ({
      jobType: settings.name,
      backlog,
      desiredTasks: scaling.desiredTasks,
      tasks: [...tasks.values()].map((task) => ({
        taskId: task.taskId,
        pid: task.process.pid,
        protected: protections.isProtected(task.taskId),
        stopping: task.stopByMs !== undefined,
      })),
    }),
  };
}

export type WorkerService = ReturnType<typeof createWorkerService>;
export type ServiceState = ReturnType<WorkerService['inspect']>;

import { actAs } from '@jobs/stand-ins';
import { spawnNode, type LogTarget } from '../processes/spawn-node.ts';

/** How a task ended: `code 1`, `SIGKILL`. */
export interface TaskExit {
  readonly reason: string;
}

/** A task as the pool sees it: a process that it may signal, and that ends some time. */
export interface TaskProcess {
  readonly pid: number | undefined;
  readonly exited: Promise<TaskExit>;
  signal(signal: 'SIGTERM' | 'SIGKILL'): void;
}

interface TaskToLaunch {
  readonly taskId: string;
  readonly jobType: string;
  /** The task's ECS_AGENT_URI. */
  readonly agentUri: string;
}

export type LaunchTask = (task: TaskToLaunch) => TaskProcess;

export interface WorkerLaunchOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly shutdownGraceSeconds: number;
  readonly logs: LogTarget;
  /** The module that runs. */
  readonly entry: URL;
}

/** Launches tasks as real worker processes, with the environment that ECS would give them. */
export function createWorkerLauncher(options: WorkerLaunchOptions): LaunchTask {
  const { environment, shutdownGraceSeconds, logs, entry } = options;
  return ({ taskId, jobType, agentUri }) => {
    const child = spawnNode(
      entry,
      {
        ...environment,
        ...actAs.worker(jobType),
        JOB_TYPE: jobType,
        ECS_AGENT_URI: agentUri,
        // The SDK names it in each call, as `app/<task>`: tasks of a job type are told apart by it.
        AWS_SDK_UA_APP_ID: taskId,
        SHUTDOWN_GRACE_SECONDS: String(shutdownGraceSeconds),
        // Writing costs nothing here, and somebody may be looking.
        STATISTICS_INTERVAL_SECONDS: '2',
        CONTROLS_INTERVAL_SECONDS: '1',
      },
      logs,
    );
    const exited = new Promise<TaskExit>((resolve) => {
      child.once('exit', (code, signal) => resolve({ reason: signal ?? `code ${code}` }));
      child.once('error', (error) => resolve({ reason: error.message }));
    });
    return { pid: child.pid, exited, signal: (signal) => void child.kill(signal) };
  };
}

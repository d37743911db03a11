import { readdir, readFile } from 'node:fs/promises';
import { startRuntime } from '@jobs/artifact-tests/lambda';

/** A function to be started. */
export interface Startable {
  /** Where `index.mjs` is. */
  readonly folder: string;
  /** Invoked once it has started, where its first answer is measured as well. */
  readonly event?: unknown;
}

export interface StartTimes {
  /** From the start of the process to its first request for an event. */
  readonly initMs: number;
  /** Of all its threads, user and system, by then; undefined where the system does not tell. */
  readonly cpuMs: number | undefined;
  /** From the start of the process to its first answer. */
  readonly answeredMs: number | undefined;
}

/** Starts the function in a new process, and ends it. */
export async function measureStart(
  client: string,
  { folder, event }: Startable,
  environment: Readonly<Record<string, string>>,
): Promise<StartTimes> {
  const startedAt = performance.now();
  const running = await startRuntime(client, folder, environment);
  try {
    await running.ready;
    const initMs = performance.now() - startedAt;
    const cpuMs = await cpuMsOf(running.pid);
    if (event === undefined) return { initMs, cpuMs, answeredMs: undefined };
    await running.invoke(event);
    return { initMs, cpuMs, answeredMs: performance.now() - startedAt };
  } finally {
    await running[Symbol.asyncDispose]();
  }
}

/** https://docs.kernel.org/scheduler/sched-stats.html: the first number is the nanoseconds that a thread has run. */
async function cpuMsOf(pid: number | undefined): Promise<number | undefined> {
  try {
    const tasks = `/proc/${pid}/task`;
    const stats = await Promise.all(
      (await readdir(tasks)).map((task) => readFile(`${tasks}/${task}/schedstat`, 'utf8')),
    );
    return stats.reduce((sum, stat) => sum + Number(stat.split(' ')[0]), 0) / 1e6;
  } catch {
    return undefined;
  }
}

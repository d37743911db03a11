import { fork, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';

/** Where a process writes what it logs: a file descriptor, or nowhere. */
export type LogTarget = number | 'ignore';

/**
 * Starts a Node program with exactly this environment, as a container would have it. It is in a process group of its
 * own, so that Ctrl-C in a terminal reaches only the stack, which then stops its processes in order; and it ends when
 * this process does.
 */
export function spawnNode(
  script: URL,
  environment: Readonly<Record<string, string>>,
  logs: LogTarget,
  args: readonly string[] = [],
): ChildProcess {
  const preload = new URL('./end-with-parent.ts', import.meta.url);
  return fork(script, args, {
    env: { ...environment, TMPDIR: tmpdir() },
    // A bundle's errors name the lines of the sources.
    execArgv: ['--disable-warning=ExperimentalWarning', '--enable-source-maps', '--import', preload.href],
    detached: true,
    serialization: 'advanced',
    stdio: ['ignore', logs, logs, 'ipc'],
  });
}

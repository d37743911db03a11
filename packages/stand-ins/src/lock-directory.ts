import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { StandInStartError } from './errors.ts';

/** The directories that this process holds: after a restart, another one may have got the same number. */
const held = new Set<string>();

/**
 * Takes a data directory for this process: dynalite ends the process when another one has its database open. A lock
 * whose process is gone, as after a crash, is taken over.
 * @returns gives the directory back
 * @throws {StandInStartError} when a running process has it
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true });
  const file = resolve(directory, 'in-use-by-process');
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  if (holder === process.pid ? held.has(file) : holder > 0 && isRunning(holder)) {
    throw new StandInStartError(
      `Process ${holder} uses ${directory}: stop it, or choose another data directory (remove ${file} if it is no such process)`,
    );
  }
  held.add(file);
  await writeFile(file, String(process.pid));
  return async () => {
    held.delete(file);
    await rm(file, { force: true });
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { spawn } from 'node:child_process';
import { join } from 'node:path';

const PROGRAM = 'packages/tour/src/tour-main.ts';

/**
 * Runs the tour of a copy of the repository, by the code of that copy. It prints where this process does.
 * @returns its exit code
 */
export function runTourIn(copy: string, logFile: string, signal: AbortSignal): Promise<number> {
  const tour = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(copy, PROGRAM), logFile], {
    cwd: copy,
    // By the channel it notices when this process is killed.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  signal.addEventListener('abort', () => tour.kill('SIGTERM'), { once: true });
  return new Promise((resolve, reject) => {
    tour.once('error', reject);
    tour.once('exit', (code) => resolve(code ?? 1));
  });
}

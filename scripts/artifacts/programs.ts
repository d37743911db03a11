import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';

const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Runs a program to its end; answers what it prints. */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { ...options, maxBuffer: MAX_OUTPUT_BYTES });
  return stdout.trim();
}

/**
 * Whether these tests can run here, where all of `programs` are needed. In CI they must: there, what is missing makes
 * them fail; elsewhere they are left out, and say so.
 */
export function canRun(what: string, programs: readonly string[]): boolean {
  const missing = programs.filter((program) => !isInstalled(program)).map((program) => `${program} is not installed`);
  if (missing.length === 0) return true;
  // oxlint-disable-next-line node/no-process-env -- what tells CI from a developer's machine
  if (process.env['CI'] === 'true') throw new Error(`The tests of ${what} cannot run: ${missing.join(', ')}`);
  // Not by the console, of which nothing is shown for a file whose tests are all left out.
  process.stderr.write(`Skipped: the tests of ${what}, since ${missing.join(', ')}.\n`);
  return false;
}

export function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

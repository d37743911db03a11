import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

type Environment = Readonly<Record<string, string>>;

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Those of the machine come first: what tells programs where they find each other. */
// oxlint-disable-next-line node/no-process-env -- the programs run on this machine, as a reader's would
const withMachine = (env: Environment) => ({ ...process.env, ...env });

/** Runs a program of this folder to its end; answers what it prints, or with what it refuses. */
export async function runProgram(command: string, [file = '', ...args]: readonly string[], env: Environment) {
  const { stdout } = await promisify(execFile)(command, [pathOf(file), ...args], { env: withMachine(env) });
  return stdout.trim();
}

export interface RunningProgram {
  /** The first line, from now on, that matches. */
  line(pattern: RegExp): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a program of this folder under Node. */
export function startProgram(file: string, env: Environment): RunningProgram {
  const child = spawn(process.execPath, [pathOf(file)], {
    env: withMachine(env),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines: AsyncIterator<string, undefined> = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    async line(pattern) {
      for (;;) {
        const { value } = await lines.next();
        if (value === undefined) throw new Error(`${file} has ended without a line like ${pattern.source}`);
        if (pattern.test(value)) return value;
      }
    },
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/**
 * Whether what a quick start needs is there. In CI it must be; elsewhere the quick start is left out, and this says so.
 */
export function canRun(what: string, command: string, args: readonly string[]): boolean {
  if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return true;
  // oxlint-disable-next-line node/no-process-env -- what tells CI from a developer's machine
  if (process.env['CI'] === 'true') throw new Error(`The quick start of ${what} cannot run: it is not installed`);
  // Not by the console, of which nothing is shown for a test that is left out.
  process.stderr.write(`Skipped: the quick start of ${what}, which is not installed.\n`);
  return false;
}

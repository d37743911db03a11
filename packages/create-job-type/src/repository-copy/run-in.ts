import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = join(import.meta.dirname, '../../../..');

export interface RunInOptions {
  /** `--experimental-vm-modules`, for jest. */
  readonly nodeOptions?: string;
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs a module of Node in a folder, as this process runs; answers what it printed. Rejects when it fails, with its output. */
export async function runIn(folder: string, args: readonly string[], { nodeOptions, signal }: RunInOptions = {}) {
  // oxlint-disable-next-line node/no-process-env -- what it starts looks for programs where this process does
  const { NODE_OPTIONS: _, ...environment } = process.env;
  const quiet = ['--disable-warning=ExperimentalWarning', ...(nodeOptions === undefined ? [] : [nodeOptions])];
  const options = { cwd: folder, env: { ...environment, CI: 'true' }, signal };
  const { stdout } = await promisify(execFile)(process.execPath, [...quiet, ...args], options).catch(
    (error: Error & { readonly stdout?: string; readonly stderr?: string }) => {
      throw new Error(`${args.join(' ')} failed:\n${error.stdout ?? ''}${error.stderr ?? error.message}`, {
        cause: error,
      });
    },
  );
  return stdout;
}

/** The module that runs a package's program: what is installed in this repository serves its copies. */
export const programOf = (name: string, path: string) => join(ROOT, 'node_modules', name, path);

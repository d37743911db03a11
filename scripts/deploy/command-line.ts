/** What the entries of the deployment's commands have in common. */
import { join } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { dryRun } from './commands.ts';
import { confirmAt } from './confirm.ts';
import type { Context } from './context.ts';
import { DeployError } from './errors.ts';
import { spawnCommands } from './spawn-commands.ts';

export const say = (line: string) => console.log(line);

/** @throws {DeployError} for options that there are not */
export function parseOptions<const T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new DeployError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

export function openContext(env: NodeJS.ProcessEnv, isDryRun: boolean): Context {
  const root = join(import.meta.dirname, '../..');
  const commands = spawnCommands(root, env);
  return {
    root,
    env,
    commands: isDryRun ? dryRun(commands, say) : commands,
    say,
    confirm: confirmAt(process.stdin, process.stdout),
    fetch,
    now: Date.now,
    dryRun: isDryRun,
  };
}

/** Says what can be said to a person, and fails the process. */
export async function runEntry(main: (args: readonly string[], env: NodeJS.ProcessEnv) => Promise<void>) {
  try {
    // oxlint-disable-next-line node/no-process-env -- an entry file: what it starts gets the same environment
    await main(process.argv.slice(2), process.env);
  } catch (error) {
    if (!(error instanceof DeployError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** Behind `pnpm image:build`, `pnpm image:push`, `pnpm run deploy` and `pnpm run destroy`. */
import { join } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { buildImageCommand, USAGE as BUILD_IMAGE } from './build-image.ts';
import { dryRun } from './commands.ts';
import { confirmAt } from './confirm.ts';
import type { Context } from './context.ts';
import { deployCommand, USAGE as DEPLOY } from './deploy.ts';
import { destroyCommand, USAGE as DESTROY } from './destroy.ts';
import { DeployError } from './errors.ts';
import { pushImageCommand, USAGE as PUSH_IMAGE } from './push-image.ts';
import { spawnCommands } from './spawn-commands.ts';

interface Options {
  readonly environment: string | undefined;
  readonly flags: Readonly<Record<string, boolean | undefined>>;
}

interface Command {
  readonly usage: string;
  readonly flags: readonly string[];
  readonly takesEnvironment: boolean;
  readonly run: (context: Context, options: Options) => Promise<void>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  'image:build': { usage: BUILD_IMAGE, flags: [], takesEnvironment: false, run: buildImageCommand },
  'image:push': { usage: PUSH_IMAGE, flags: [], takesEnvironment: false, run: pushImageCommand },
  deploy: {
    usage: DEPLOY,
    flags: ['yes', 'plan-only'],
    takesEnvironment: true,
    run: (context, { environment, flags }) =>
      deployCommand(context, { environment, yes: flags['yes'] ?? false, planOnly: flags['plan-only'] ?? false }),
  },
  destroy: {
    usage: DESTROY,
    flags: ['yes'],
    takesEnvironment: true,
    run: (context, { environment, flags }) => destroyCommand(context, { environment, yes: flags['yes'] ?? false }),
  },
};

const say = (line: string) => console.log(line);

async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const [name = '', ...args] = argv;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new DeployError(`Usage: main.ts <${Object.keys(COMMANDS).join('|')}>`);
  const options = Object.fromEntries(
    [...command.flags, 'dry-run', 'help'].map((flag) => [flag, { type: 'boolean' }]),
  ) satisfies ParseArgsConfig['options'];
  const { values, positionals } = parse({ args, options, allowPositionals: command.takesEnvironment });
  if (values['help']) return say(command.usage);
  if (positionals.length > 1) throw new DeployError(`One environment at a time\n\n${command.usage}`);
  const root = join(import.meta.dirname, '../..');
  const isDryRun = values['dry-run'] === true;
  const commands = spawnCommands(root, env);
  const context: Context = {
    root,
    env,
    commands: isDryRun ? dryRun(commands, say) : commands,
    say,
    confirm: confirmAt(process.stdin, process.stdout),
    fetch,
    now: Date.now,
    dryRun: isDryRun,
  };
  await command.run(context, { environment: positionals[0], flags: values });
}

function parse(config: { args: string[]; options: Record<string, { type: 'boolean' }>; allowPositionals: boolean }) {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new DeployError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

try {
  // oxlint-disable-next-line node/no-process-env -- an entry file: what it starts gets the same environment
  await main(process.argv.slice(2), process.env);
} catch (error) {
  if (!(error instanceof DeployError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

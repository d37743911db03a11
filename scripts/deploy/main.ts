/** Behind `pnpm image:build`, `pnpm image:push`, `pnpm run deploy` and `pnpm run destroy`. */
import type { ParseArgsConfig } from 'node:util';
import { buildImageCommand, USAGE as BUILD_IMAGE } from './build-image.ts';
import { openContext, parseOptions, runEntry, say } from './command-line.ts';
import type { Context } from './context.ts';
import { deployCommand, USAGE as DEPLOY } from './deploy.ts';
import { destroyCommand, USAGE as DESTROY } from './destroy.ts';
import { DeployError } from './errors.ts';
import { pushImageCommand, USAGE as PUSH_IMAGE } from './push-image.ts';

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

async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const [name = '', ...args] = argv;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new DeployError(`Usage: main.ts <${Object.keys(COMMANDS).join('|')}>`);
  const options = Object.fromEntries(
    [...command.flags, 'dry-run', 'help'].map((flag) => [flag, { type: 'boolean' }]),
  ) satisfies ParseArgsConfig['options'];
  const { values, positionals } = parseOptions({ args, options, allowPositionals: command.takesEnvironment });
  if (values['help']) return say(command.usage);
  if (positionals.length > 1) throw new DeployError(`One environment at a time\n\n${command.usage}`);
  const context = openContext(env, values['dry-run'] === true);
  await command.run(context, { environment: positionals[0], flags: values });
}

await runEntry(main);

/** Behind `npm run api-key`. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dryRun } from '../deploy/commands.ts';
import { confirmAt } from '../deploy/confirm.ts';
import type { Context } from '../deploy/context.ts';
import { DeployError } from '../deploy/errors.ts';
import { spawnCommands } from '../deploy/spawn-commands.ts';
import {
  createApiKeyCommand,
  listApiKeysCommand,
  revokeApiKeyCommand,
  USAGE,
  type ApiKeyOptions,
} from './api-key-commands.ts';

const COMMANDS: Readonly<Record<string, (context: Context, options: ApiKeyOptions) => Promise<void>>> = {
  create: createApiKeyCommand,
  list: listApiKeysCommand,
  revoke: revokeApiKeyCommand,
};

const OPTIONS = {
  environment: { type: 'string' },
  owner: { type: 'string' },
  scopes: { type: 'string' },
  'expires-in-days': { type: 'string' },
  'key-hash': { type: 'string' },
  yes: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const say = (line: string) => console.log(line);

async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values, positionals } = parse(args);
  if (values.help) return say(USAGE);
  const [name = ''] = positionals;
  const command = Object.hasOwn(COMMANDS, name) && positionals.length === 1 ? COMMANDS[name] : undefined;
  if (!command) throw new DeployError(USAGE);
  const root = join(import.meta.dirname, '../..');
  const commands = spawnCommands(root, env);
  const isDryRun = values['dry-run'] ?? false;
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
  const { 'expires-in-days': expiresInDays, 'key-hash': keyHash, environment, owner, scopes, yes = false } = values;
  await command(context, { environment, owner, scopes, expiresInDays, keyHash, yes });
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
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

/** Behind `npm run api-key`. */
import { openContext, parseOptions, runEntry, say } from '../deploy/command-line.ts';
import type { Context } from '../deploy/context.ts';
import { DeployError } from '../deploy/errors.ts';
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

async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { values, positionals } = parseOptions({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (values.help) return say(USAGE);
  const [name = ''] = positionals;
  const command = Object.hasOwn(COMMANDS, name) && positionals.length === 1 ? COMMANDS[name] : undefined;
  if (!command) throw new DeployError(USAGE);
  const { 'expires-in-days': expiresInDays, 'key-hash': keyHash, environment, owner, scopes, yes = false } = values;
  await command(openContext(env, values['dry-run'] ?? false), {
    environment,
    owner,
    scopes,
    expiresInDays,
    keyHash,
    yes,
  });
}

await runEntry(main);

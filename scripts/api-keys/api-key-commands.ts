import type { Context } from '../deploy/context.ts';
import { DeployError } from '../deploy/errors.ts';
import { newApiKey, type ApiKeyItem } from './api-key-item.ts';
import { openApiKeys } from './api-key-table.ts';

export const USAGE = `Usage: npm run api-key -- create --environment <environment> --owner <owner> [--scopes <a,b>] [--expires-in-days <n>]
       npm run api-key -- list   --environment <environment> [--owner <owner>]
       npm run api-key -- revoke --environment <environment> --key-hash <hash> [--yes]

Makes, lists and revokes API keys. The table knows a key only by its SHA-256: create shows the key itself, once.

Options:
  --owner            the tenant; keys of one owner see the same jobs, and an owner may have several at once
  --scopes           jobs:read,jobs:write by default; admin may do everything of its owner
  --expires-in-days  from then on the key opens nothing; without it, it is good until it is revoked
  --key-hash         the hash that list shows, or its first 12 or more digits
  --yes              revoke without asking
  --dry-run          show what would be run

To replace a key: create another for the same owner, have the client use it, then revoke the old one. A key that is
revoked or expires goes on working for as long as API Gateway remembers it: authorizer_cache_seconds, 300 by default.

Needs the AWS CLI with credentials, and AWS_REGION.`;

export interface ApiKeyOptions {
  readonly environment: string | undefined;
  readonly owner?: string | undefined;
  readonly scopes?: string | undefined;
  readonly expiresInDays?: string | undefined;
  readonly keyHash?: string | undefined;
  readonly yes: boolean;
}

const SECONDS_A_DAY = 24 * 60 * 60;
const MAX_DAYS = 3650;
/** So many digits of a hash tell any keys apart. */
const HASH_BEGINNING = /^[0-9a-f]{12,64}$/;

export async function createApiKeyCommand(context: Context, options: ApiKeyOptions): Promise<void> {
  const { owner, scopes = 'jobs:read,jobs:write', expiresInDays, environment } = options;
  if (owner === undefined) throw new DeployError(`Say whose key it is: --owner\n\n${USAGE}`);
  const { apiKey, item } = newApiKey({
    owner,
    scopes: scopes.split(','),
    now: context.now(),
    lifeSeconds: lifeSecondsOf(expiresInDays),
  });
  const keys = await openApiKeys(context, environment);
  await keys.put(item);
  if (!context.dryRun) context.say(`${apiKey}\n\nNobody can show this key again. Its hash: ${item.keyHash.S}`);
}

function lifeSecondsOf(days: string | undefined): number | undefined {
  if (days === undefined) return undefined;
  if (/^[1-9]\d*$/.test(days) && Number(days) <= MAX_DAYS) return Number(days) * SECONDS_A_DAY;
  throw new DeployError(`--expires-in-days must be whole, from 1 to ${MAX_DAYS}, not "${days}"`);
}

export async function listApiKeysCommand(context: Context, options: ApiKeyOptions): Promise<void> {
  const all = await (await openApiKeys(context, options.environment)).all();
  const wanted = all.filter(({ owner }) => options.owner === undefined || owner.S === options.owner);
  const lines = wanted
    .toSorted((a, b) => a.owner.S.localeCompare(b.owner.S) || Number(a.createdAt.N) - Number(b.createdAt.N))
    .map((item) => lineOf(item, context.now()));
  context.say(lines.length === 0 ? 'There are no keys' : lines.join('\n'));
}

function lineOf({ keyHash, owner, scopes, createdAt, ...ends }: ApiKeyItem, now: number): string {
  const allowed = scopes.L.map(({ S }) => S).join(',');
  return [keyHash.S.slice(0, 16), owner.S, allowed, `since ${day(Number(createdAt.N))}`, stateOf(ends, now)].join('  ');
}

function stateOf({ revokedAt, expiresAt }: Pick<ApiKeyItem, 'revokedAt' | 'expiresAt'>, now: number): string {
  if (revokedAt) return `revoked ${day(Number(revokedAt.N))}`;
  if (!expiresAt) return 'good';
  const endsAt = Number(expiresAt.N) * 1000;
  return endsAt <= now ? `expired ${day(endsAt)}` : `good until ${day(endsAt)}`;
}

const day = (time: number) => new Date(time).toISOString().slice(0, 10);

export async function revokeApiKeyCommand(context: Context, options: ApiKeyOptions): Promise<void> {
  const { keyHash = '', environment, yes } = options;
  if (!HASH_BEGINNING.test(keyHash)) {
    throw new DeployError('Say which key: --key-hash takes the hash that list shows, of at least 12 digits');
  }
  const keys = await openApiKeys(context, environment);
  const [found, another] = (await keys.all()).filter((item) => item.keyHash.S.startsWith(keyHash));
  if (!found) throw new DeployError(`There is no key whose hash begins with ${keyHash}`);
  if (another) throw new DeployError(`Several keys have a hash that begins with ${keyHash}: give more of it`);
  if (!yes && !context.dryRun) {
    await context.confirm(`Revoke the key of ${found.owner.S} (${lineOf(found, context.now())})?`, found.owner.S);
  }
  await keys.revoke(found.keyHash.S, context.now());
  if (!context.dryRun) context.say('Revoked. API Gateway may remember the key for some minutes (300 s by default)');
}

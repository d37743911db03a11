import { SCOPES } from '@jobs/shared-contracts';
import { defineCommand, type OptionSpecs } from '../command-line/command.ts';
import { FailedError, UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { confirm } from '../input/confirm.ts';
import { wholeNumber } from '../input/whole-number.ts';
import { dayOf, shortHash, stateOf, viewOf } from '../keys/describe-key.ts';
import { newApiKey } from '../keys/new-api-key.ts';
import { openApiKeys } from '../keys/open-api-keys.ts';
import { tableOf } from '../output/table.ts';

const TARGET = {
  environment: {
    type: 'string',
    short: 'e',
    value: 'name',
    help: 'as it is deployed, such as dev: with AWS credentials',
  },
  local: { type: 'string', value: 'url', help: "of the local stack's DynamoDB, as npm start prints it" },
} as const satisfies OptionSpecs;

const SECONDS_A_DAY = 24 * 60 * 60;
const MAX_DAYS = 3650;
/** So many digits of a hash tell any keys apart. */
const HASH_BEGINNING = /^[0-9a-f]{12,64}$/;

export const keysCreate = defineCommand({
  name: 'keys create',
  summary: 'Make an API key; it is shown this once',
  description: `The table knows a key only by its SHA-256. Keys of one owner see the same jobs, and an owner may have several at once.
To replace one: create another for the same owner, have the client use it, then revoke the old one. Deployed keys need
AWS credentials that may write the tables jobs-<environment>-api-keys and -audit, and AWS_REGION.`,
  options: {
    ...TARGET,
    owner: { type: 'string', value: 'name', help: 'the tenant' },
    scopes: {
      type: 'string',
      value: 'a,b',
      suggestions: SCOPES,
      help: `of ${SCOPES.join(', ')}; jobs:read,jobs:write unless said`,
    },
    'expires-in-days': {
      type: 'string',
      value: 'number',
      help: 'from then on it opens nothing; else it is good until revoked',
    },
  },
  examples: [
    'keys create --environment dev --owner acme --expires-in-days 365',
    'keys create --environment prod --owner platform --scopes operator',
  ],
  async run({ io, out }, { options }) {
    const { owner, scopes = 'jobs:read,jobs:write', environment, local } = options;
    if (owner === undefined) throw new UsageError('Say whose key it is: --owner <name>.');
    const days = wholeNumber('--expires-in-days', options['expires-in-days'], MAX_DAYS);
    const lifeSeconds = days === undefined ? undefined : days * SECONDS_A_DAY;
    const { apiKey, item } = newApiKey({ owner, scopes: scopes.split(','), now: io.now(), lifeSeconds });
    await (await openApiKeys(io, { environment, local })).put(item);
    if (out.json) out.document({ apiKey, ...viewOf(item, io.now()) });
    out.line(apiKey);
    out.note(`Nobody can show this key again. Its hash: ${shortHash(item.keyHash.S)}`);
    return EXIT.ok;
  },
});

export const keysList = defineCommand({
  name: 'keys list',
  summary: 'List API keys by their hashes',
  options: { ...TARGET, owner: { type: 'string', value: 'name', help: 'only keys of this tenant' } },
  examples: ['keys list --environment prod', 'keys list --environment prod --owner acme --json'],
  async run({ io, out }, { options: { environment, local, owner } }) {
    const all = await (await openApiKeys(io, { environment, local })).all();
    const keys = all
      .filter((item) => owner === undefined || item.owner.S === owner)
      .toSorted((a, b) => a.owner.S.localeCompare(b.owner.S) || Number(a.createdAt.N) - Number(b.createdAt.N))
      .map((item) => viewOf(item, io.now()));
    if (out.json) out.document({ keys });
    else if (keys.length === 0) out.note('There are no keys.');
    const rows = keys.map((key) => [
      shortHash(key.keyHash),
      key.owner,
      key.scopes.join(','),
      dayOf(key.createdAt),
      stateOf(key),
    ]);
    if (rows.length > 0)
      for (const line of tableOf(['HASH', 'OWNER', 'SCOPES', 'SINCE', 'STATE'], rows)) out.line(line);
    return EXIT.ok;
  },
});

export const keysRevoke = defineCommand({
  name: 'keys revoke',
  summary: 'Make an API key open nothing any more',
  description: `It goes on working for as long as API Gateway remembers it: authorizer_cache_seconds, 300 by default.`,
  args: [{ name: 'hash' }],
  options: { ...TARGET, yes: { type: 'boolean', short: 'y', help: 'do not ask' } },
  examples: ['keys revoke 0123456789abcdef --environment prod'],
  async run({ io, out }, { args: [hash = ''], options: { environment, local, yes } }) {
    if (!HASH_BEGINNING.test(hash)) throw new UsageError('<hash> is as keys list shows it, of at least 12 digits.');
    const keys = await openApiKeys(io, { environment, local });
    const [found, another] = (await keys.all()).filter(({ keyHash }) => keyHash.S.startsWith(hash));
    if (!found) throw new FailedError(`There is no key whose hash begins with ${hash}.`);
    if (another) throw new FailedError(`Several keys have a hash that begins with ${hash}: give more of it.`);
    if (!yes) await confirm(io, `Revoke the key ${shortHash(found.keyHash.S)} of ${found.owner.S}?`);
    await keys.revoke(found.keyHash.S, io.now());
    const revokedAt = found.revokedAt ?? { N: String(io.now()) };
    if (out.json) out.document(viewOf({ ...found, revokedAt }, io.now()));
    out.line('Revoked. API Gateway may remember the key for some minutes, 300 s by default.');
    return EXIT.ok;
  },
});

import { defineCommand } from '../command-line/command.ts';
import { checkBaseUrl } from '../config/base-url.ts';
import { configFile, readConfig, writeConfig, type Config } from '../config/config-file.ts';
import { UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { readSecret } from '../input/read-secret.ts';
import { shortHashOf } from '../keys/describe-key.ts';
import { tableOf } from '../output/table.ts';

const DEFAULT_PROFILE = 'default';
const PROFILE_NAME = /^[a-z0-9][\w.-]{0,40}$/i;

export const configSet = defineCommand({
  name: 'config set',
  summary: 'Make or change a profile: an API, and a key for it',
  description: `The key is read from stdin, or typed without being shown; it is never an argument, which others on the machine can
see. The first profile is used from then on, unless another is named by --profile or JOBS_PROFILE.`,
  options: {
    'base-url': { type: 'string', value: 'url', help: 'where the API is: https://api.example.com' },
    'api-key-stdin': { type: 'boolean', help: 'read the key from stdin' },
  },
  examples: [
    'config set --base-url https://api.example.com --api-key-stdin < key.txt',
    'config set --profile prod --base-url https://api.example.com --api-key-stdin',
  ],
  async run({ io, out, choice }, { options }) {
    const name = choice.profile ?? DEFAULT_PROFILE;
    if (!PROFILE_NAME.test(name)) throw new UsageError(`"${name}" can be no profile.`);
    const file = configFile(io);
    const { current, profiles } = await readConfig(file);
    const known = profileOf(profiles, name);
    const url = options['base-url'];
    const baseUrl = url === undefined ? known?.baseUrl : checkBaseUrl(url, choice.insecureHttp);
    if (baseUrl === undefined) throw new UsageError('Say where the API is: --base-url <url>.');
    const isSame = known?.baseUrl === baseUrl;
    // The key of one API is not shown to another.
    if (!options['api-key-stdin'] && !isSame) throw new UsageError('Give the key for it too: --api-key-stdin.');
    const apiKey = options['api-key-stdin'] ? await readSecret(io, 'API key') : (known?.apiKey ?? '');
    await writeConfig(file, { current: current ?? name, profiles: { ...profiles, [name]: { baseUrl, apiKey } } });
    out.note(`Profile ${name} is for ${baseUrl}, in ${file}`);
    if (out.json) out.document({ profile: name, baseUrl, keyHash: shortHashOf(apiKey) });
    return EXIT.ok;
  },
});

const profileOf = (profiles: Config['profiles'], name: string) =>
  Object.hasOwn(profiles, name) ? profiles[name] : undefined;

export const configList = defineCommand({
  name: 'config list',
  summary: 'List the profiles; keys only by the beginning of their hash',
  options: {},
  examples: ['config list', 'config list --json'],
  async run({ io, out }) {
    const { current, profiles } = await readConfig(configFile(io));
    const listed = Object.entries(profiles).map(([name, { baseUrl, apiKey }]) => ({
      profile: name,
      current: name === current,
      baseUrl,
      keyHash: shortHashOf(apiKey),
    }));
    if (out.json) out.document({ profiles: listed });
    else if (listed.length === 0) out.note('There are no profiles: config set makes one.');
    const rows = listed.map((each) => [each.current ? '*' : '', each.profile, each.baseUrl, each.keyHash]);
    if (rows.length > 0) for (const line of tableOf(['', 'PROFILE', 'API', 'HASH OF ITS KEY'], rows)) out.line(line);
    return EXIT.ok;
  },
});

export const configUse = defineCommand({
  name: 'config use',
  summary: 'Choose the profile that is used from now on',
  args: [{ name: 'profile' }],
  options: {},
  examples: ['config use prod'],
  async run({ io, out }, { args: [name = ''] }) {
    const file = configFile(io);
    const { profiles } = await readConfig(file);
    if (!profileOf(profiles, name)) throw new UsageError(`There is no profile "${name}": config list shows them.`);
    await writeConfig(file, { current: name, profiles });
    out.note(`Profile ${name} is used from now on.`);
    if (out.json) out.document({ profile: name });
    return EXIT.ok;
  },
});

export const configRemove = defineCommand({
  name: 'config remove',
  summary: 'Forget a profile and its key',
  args: [{ name: 'profile' }],
  options: {},
  examples: ['config remove prod'],
  async run({ io, out }, { args: [name = ''] }) {
    const file = configFile(io);
    const { current, profiles } = await readConfig(file);
    if (!profileOf(profiles, name)) throw new UsageError(`There is no profile "${name}": config list shows them.`);
    const kept = Object.fromEntries(Object.entries(profiles).filter(([each]) => each !== name));
    await writeConfig(file, { ...(current !== undefined && current !== name && { current }), profiles: kept });
    out.note(`Profile ${name} is forgotten. Its key is still good: keys revoke ends it.`);
    if (out.json) out.document({ profile: name });
    return EXIT.ok;
  },
});

import { parseArgs } from 'node:util';
import { OWNER_PATTERN } from '@jobs/shared-contracts';
import { InvalidOptionsError } from './errors.ts';
import { DEFAULT_API_KEYS, DEFAULT_MAX_WORKERS, DEFAULT_PORT, type LocalApiKey } from './local-defaults.ts';

export interface StartOptions {
  readonly help: boolean;
  readonly port: number;
  readonly dataDirectory?: string;
  readonly apiKeys: readonly LocalApiKey[];
  readonly maxWorkers: number;
  readonly verbose: boolean;
}

const DEFAULT_KEYS_TEXT = DEFAULT_API_KEYS.map(({ owner, key }) => `${owner}:${key}`).join(',');

export const START_HELP = `Runs the whole job queue on this machine: API, queues, tables, files and workers.

Usage: npm start -- [options]

Options, each also as a variable of the environment:
  --port <number>         PORT            of the API; 0 is any free one (default ${DEFAULT_PORT})
  --data-dir <folder>     DATA_DIR        keep jobs and files there (default: in memory, gone at the end)
  --api-keys <list>       LOCAL_API_KEYS  owner:key,owner:key (default ${DEFAULT_KEYS_TEXT})
  --max-workers <number>  MAX_WORKERS     worker processes of all job types together (default ${DEFAULT_MAX_WORKERS})
  --verbose, -v                           log everything, not only warnings
  --help, -h                              this text

Everything listens on 127.0.0.1 only. Ctrl-C stops it; a second Ctrl-C stops it at once.`;

/**
 * Reads the options of `npm start`; a flag wins over a variable.
 * @throws {InvalidOptionsError} naming every fault
 */
export function readStartOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>) {
  const flags = parseFlags(args);
  const problems: string[] = [];
  const wholeNumber = (name: string, text: string, min: number, max: number) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    problems.push(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
    return min;
  };

  const port = wholeNumber('PORT', flags.port ?? env['PORT'] ?? String(DEFAULT_PORT), 0, 65_535);
  const maxWorkersText = flags['max-workers'] ?? env['MAX_WORKERS'] ?? String(DEFAULT_MAX_WORKERS);
  const maxWorkers = wholeNumber('MAX_WORKERS', maxWorkersText, 1, 1000);
  const apiKeys = readApiKeys(flags['api-keys'] ?? env['LOCAL_API_KEYS'] ?? DEFAULT_KEYS_TEXT, problems);
  const dataDirectory = flags['data-dir'] ?? env['DATA_DIR'];
  if (dataDirectory === '') problems.push('DATA_DIR is empty: name a folder, or leave it out.');
  if (problems.length > 0 && !flags.help) throw new InvalidOptionsError(problems);
  const options: StartOptions = {
    help: flags.help ?? false,
    verbose: flags.verbose ?? false,
    port,
    maxWorkers,
    apiKeys,
    ...(dataDirectory && { dataDirectory }),
  };
  return options;
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'data-dir': { type: 'string' },
        'api-keys': { type: 'string' },
        'max-workers': { type: 'string' },
        verbose: { type: 'boolean', short: 'v' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new InvalidOptionsError([error instanceof Error ? error.message : String(error)]);
  }
}

function readApiKeys(text: string, problems: string[]): readonly LocalApiKey[] {
  const keys = text.split(',').map((entry) => {
    const [owner = '', ...rest] = entry.trim().split(':');
    return { owner, key: rest.join(':') };
  });
  for (const { owner, key } of keys) {
    if (new RegExp(OWNER_PATTERN).test(owner) && /^[\x21-\x7e]{8,200}$/.test(key)) continue;
    problems.push(
      `LOCAL_API_KEYS must be owner:key,owner:key with owners in lower case and keys of 8 to 200 printable characters; ` +
        `the entry of "${owner}" is not.`,
    );
  }
  if (new Set(keys.map(({ key }) => key)).size < keys.length) problems.push('LOCAL_API_KEYS names a key twice.');
  return keys;
}

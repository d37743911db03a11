import { parseArgs } from 'node:util';
import { LIMITS } from '@jobs/shared-contracts';
import { InvalidOptionsError } from '../errors.ts';

export interface PushLoadSize {
  readonly sockets: number;
  readonly jobs: number;
  /** How many sockets watch each job. */
  readonly watchers: number;
}

export const FULL_SIZE: PushLoadSize = { sockets: 200, jobs: 2000, watchers: 1 };
export const SMALL_SIZE: PushLoadSize = { sockets: 20, jobs: 100, watchers: 2 };

export const PUSH_LOAD_HELP = `Runs the whole job queue on this machine, watches many jobs over many WebSockets, and counts what they are sent.

Usage: npm run push-load -- [options]

  --sockets <number>   WebSockets (default ${FULL_SIZE.sockets})
  --jobs <number>      jobs to submit (default ${FULL_SIZE.jobs})
  --watchers <number>  sockets that watch each job (default ${FULL_SIZE.watchers})
  --small              ${SMALL_SIZE.sockets} sockets, ${SMALL_SIZE.jobs} jobs, ${SMALL_SIZE.watchers} watchers each, unless said otherwise
  --help, -h           this text

Prints a table. Exits 0 only if every socket was told of the end of every job that it watches.`;

export interface PushLoadCommand extends PushLoadSize {
  readonly help: boolean;
}

const MAX = 1_000_000;

/** @throws {InvalidOptionsError} naming every fault */
export function readPushLoadOptions(args: readonly string[]): PushLoadCommand {
  const flags = parseFlags(args);
  const size = flags.small ? SMALL_SIZE : FULL_SIZE;
  const problems: string[] = [];
  const wholeNumber = (name: keyof PushLoadSize) => {
    const text = flags[name];
    const value = text === undefined ? size[name] : /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= 1 && value <= MAX) return value;
    problems.push(`--${name} must be a whole number from 1 to ${MAX}, not "${text}".`);
    return 1;
  };
  const [sockets, jobs, watchers] = [wholeNumber('sockets'), wholeNumber('jobs'), wholeNumber('watchers')];
  if (problems.length === 0 && watchers > sockets) problems.push('--watchers must be at most --sockets.');
  const watchedBySocket = Math.ceil((jobs * watchers) / sockets);
  if (problems.length === 0 && watchedBySocket > LIMITS.subscriptionsPerConnection) {
    problems.push(
      `A socket can watch ${LIMITS.subscriptionsPerConnection} jobs, not ${watchedBySocket}: take more --sockets.`,
    );
  }
  if (problems.length > 0 && !flags.help) throw new InvalidOptionsError(problems);
  return { help: flags.help ?? false, sockets, jobs, watchers };
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        sockets: { type: 'string' },
        jobs: { type: 'string' },
        watchers: { type: 'string' },
        small: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new InvalidOptionsError([error instanceof Error ? error.message : String(error)]);
  }
}

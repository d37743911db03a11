import { parseArgs } from 'node:util';
import { InvalidOptionsError } from '../errors.ts';

export const CHAOS_HELP = `Runs the whole job queue on this machine while its processes are killed and its services fail, and checks every job.

Usage: npm run chaos -- [options]

  --jobs <number>  jobs to submit (default 1000)
  --seed <number>  decides everything that is done to them (default: a new one)
  --quick          leaves out what only the reconciler repairs, two minutes later
  --help, -h       this text

Prints a table. Exits 0 only if no job was lost, doubled or stuck, and nothing else was wrong.`;

export interface ChaosCommand {
  readonly help: boolean;
  readonly jobs: number;
  readonly seed: number;
  readonly quick: boolean;
}

const DEFAULT_JOBS = 1000;
const MAX = 1_000_000;

/** @throws {InvalidOptionsError} naming every fault */
export function readChaosOptions(args: readonly string[], newSeed: () => number): ChaosCommand {
  const flags = parseFlags(args);
  const problems: string[] = [];
  const wholeNumber = (name: string, text: string | undefined, otherwise: number, min: number) => {
    if (text === undefined) return otherwise;
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= MAX) return value;
    problems.push(`--${name} must be a whole number from ${min} to ${MAX}, not "${text}".`);
    return min;
  };
  const jobs = wholeNumber('jobs', flags.jobs, DEFAULT_JOBS, 1);
  const seed = wholeNumber('seed', flags.seed, newSeed(), 0);
  if (problems.length > 0 && !flags.help) throw new InvalidOptionsError(problems);
  return { help: flags.help ?? false, quick: flags.quick ?? false, jobs, seed };
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        jobs: { type: 'string' },
        seed: { type: 'string' },
        quick: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new InvalidOptionsError([error instanceof Error ? error.message : String(error)]);
  }
}

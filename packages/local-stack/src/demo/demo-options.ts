import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { InvalidOptionsError } from '../errors.ts';

export const DEMO_HELP = `Starts the whole job queue on free ports of this machine, runs sample jobs through it, and stops it again.

Usage: npm run demo -- [options]

  --output <folder>  where to save what the jobs produce (default: a new temporary folder)
  --tour             every feature instead, one step each; --tour --help tells more
  --help, -h         this text

Runs one job of each type from examples/, one that must fail, and one that is cancelled while it runs.
Exits 0 only if all of them end as they should.`;

export interface DemoOptions {
  readonly help: boolean;
  readonly output?: string;
}

/** @throws {InvalidOptionsError} */
export function readDemoOptions(args: readonly string[]): DemoOptions {
  try {
    const { help = false, output } = parseArgs({
      args: [...args],
      options: { output: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }).values;
    return { help, ...(output !== undefined && { output: resolve(output) }) };
  } catch (error) {
    throw new InvalidOptionsError([error instanceof Error ? error.message : String(error)]);
  }
}

export const newOutputFolder = () => mkdtempSync(join(tmpdir(), 'job-queue-demo-'));

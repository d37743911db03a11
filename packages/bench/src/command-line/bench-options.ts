import { parseArgs } from 'node:util';
import { InvalidOptionsError } from '../errors.ts';
import type { Section } from '../section.ts';

export interface BenchCommand {
  readonly help: boolean;
  readonly sections: readonly Section[];
  readonly rounds: number;
  readonly small: boolean;
  /** Whether what was measured replaces what the documents say. */
  readonly write: boolean;
}

const DEFAULT_ROUNDS = 5;
const MAX_ROUNDS = 101;

export const benchHelp = (sections: readonly Section[]) => `Measures the system beside others in one run, as ratios.

Usage: npm run bench -- [options]

  --only <names>      sections to run, separated by commas (default: all)
  --rounds <number>   rounds of which the median is taken (default ${DEFAULT_ROUNDS})
  --small             small sizes and one round, to see that it works
  --write             writes docs/performance.md, its data and its pictures
  --help, -h          this text

Sections:
${sections.map(({ name, title }) => `  ${name.padEnd(18)}${title}`).join('\n')}

A section whose tools are missing is left out with a line that says so. Exits 1 when a section fails, and not when a
figure is below what was wanted: the table says that.`;

/** @throws {InvalidOptionsError} naming every fault */
export function readBenchOptions(args: readonly string[], sections: readonly Section[]): BenchCommand {
  const { only, rounds: roundsText, small = false, write = false, help = false } = parseFlags(args);
  const problems: string[] = [];
  const names = only?.split(',').map((name) => name.trim());
  for (const name of names ?? []) {
    if (sections.some((section) => section.name === name)) continue;
    problems.push(`There is no section "${name}". Sections: ${sections.map((section) => section.name).join(', ')}.`);
  }
  const rounds = roundsText === undefined ? (small ? 1 : DEFAULT_ROUNDS) : Number(roundsText);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > MAX_ROUNDS) {
    problems.push(`--rounds must be a whole number from 1 to ${MAX_ROUNDS}, not "${roundsText}".`);
  }
  if (write && small) problems.push('--write with --small would put figures that mean little into the documents.');
  if (problems.length > 0 && !help) throw new InvalidOptionsError(problems);
  return { help, small, write, rounds, sections: sections.filter(({ name }) => names?.includes(name) ?? true) };
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        rounds: { type: 'string' },
        small: { type: 'boolean' },
        write: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new InvalidOptionsError([error instanceof Error ? error.message : String(error)]);
  }
}

import { expect, test } from '@jest/globals';
import { InvalidOptionsError } from '../errors.ts';
import { benchHelp, readBenchOptions } from './bench-options.ts';

const section = (name: string) => ({ name, title: `About ${name}`, run: () => Promise.reject(new Error('not run')) });
const SECTIONS = [section('start'), section('cost')];

const problemsOf = (args: readonly string[]) => {
  try {
    readBenchOptions(args, SECTIONS);
  } catch (error) {
    return error instanceof InvalidOptionsError ? error.problems : error;
  }
  return 'accepted';
};

test('runs every section in five rounds, unless said otherwise', () => {
  expect(readBenchOptions([], SECTIONS)).toMatchObject({ sections: SECTIONS, rounds: 5, small: false, write: false });
  expect(readBenchOptions(['--only', 'cost', '--rounds', '7'], SECTIONS)).toMatchObject({
    sections: [SECTIONS[1]],
    rounds: 7,
  });
  expect(readBenchOptions(['--small'], SECTIONS)).toMatchObject({ rounds: 1 });
});

test('names every fault at once', () => {
  expect(problemsOf(['--only', 'cost,speed', '--rounds', '0', '--small', '--write'])).toEqual([
    'There is no section "speed". Sections: start, cost.',
    '--rounds must be a whole number from 1 to 101, not "0".',
    '--write with --small would put figures that mean little into the documents.',
  ]);
  expect(problemsOf(['--fast'])).toEqual([expect.stringContaining("Unknown option '--fast'")]);
});

test('the help names every section', () => {
  expect(benchHelp(SECTIONS)).toContain('cost              About cost');
});

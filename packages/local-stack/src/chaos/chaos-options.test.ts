import { expect, test } from '@jest/globals';
import { readChaosOptions } from './chaos-options.ts';

test('the options of npm run chaos have defaults, and a new seed each time', () => {
  expect(readChaosOptions([], () => 7)).toEqual({ help: false, jobs: 1000, seed: 7, quick: false });
  expect(readChaosOptions(['--jobs', '20', '--seed', '1', '--quick'], () => 7)).toEqual({
    help: false,
    jobs: 20,
    seed: 1,
    quick: true,
  });
});

test('every wrong option is named', () => {
  expect(() => readChaosOptions(['--jobs', '0', '--seed', 'x'], () => 7)).toThrow(/--jobs .*\n--seed /);
  expect(() => readChaosOptions(['--unknown'], () => 7)).toThrow('--unknown');
});

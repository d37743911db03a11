import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';

const MAIN = new URL('main.ts', import.meta.url).pathname;
const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    env: { PATH: '' },
  });

describe('the deployment’s commands', () => {
  test.each(['image:build', 'image:push', 'deploy', 'destroy'])('%s --help says how it is used', async (name) => {
    expect((await run(name, '--help')).stdout).toMatch(/^Usage: pnpm /);
  });

  test.each([
    [['nonsense'], 'Usage'],
    [['deploy', '--force'], "Unknown option '--force'"],
    [['deploy', 'dev', 'prod'], 'One environment at a time'],
    [['image:build', 'dev'], 'Unexpected argument'],
    [['image:build'], 'git is not installed'],
  ])('%j fails in a sentence', async (args, message) => {
    const failed = run(...args);
    await expect(failed).rejects.toMatchObject({ code: 1 });
    // The error's message holds what was written.
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.not.toThrow('    at ');
  });
});

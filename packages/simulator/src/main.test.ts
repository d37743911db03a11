import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';

const simulate = (...args: string[]) =>
  promisify(execFile)(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, 'main.ts'),
    ...args,
  ]);

describe('npm run simulate', () => {
  test('prints a table, draws a picture, and says the same again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulate-'));
    const file = join(folder, 'burst.svg');
    const args = ['--type', 'text-analyze', '--arrivals', 'burst:100', '--compare', 'declared,lambda:10'];
    const { stdout } = await simulate(...args, '--svg', file);
    const picture = readFileSync(file, 'utf8');
    rmSync(folder, { recursive: true });
    expect(stdout).toMatch(/^\| declared +\|.*\n\| lambda:10 +\|.*\n$/m);
    expect(picture).toContain('text-analyze: 100 jobs');
    expect((await simulate(...args)).stdout).toBe(stdout);
  });

  test('refuses what it does not know, without a stack', async () => {
    await expect(simulate('--type', 'nothing')).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^--type "nothing" is no job type\. There are: [^\n]+\nSee: npm run simulate -- --help\n$/,
      ),
    });
    await expect(simulate('--arrivals', 'burst:100', '--work', '90000', '--compare', 'fixed:1')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^"fixed:1" does not get done with its jobs: .*\n$/),
    });
  });
});

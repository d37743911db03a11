import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { JOB_TYPES } from '@jobs/shared-contracts';

const TIME_LIMIT_MS = 120_000;

const run = (args: string[]) =>
  promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', new URL('main.ts', import.meta.url).pathname, ...args],
    { env: {} },
  );

test('gives help', async () => {
  expect((await run(['--help'])).stdout).toContain('Usage: npm run demo');
});

test(
  'every example does as it promises, one job fails for good, and one is cancelled',
  async () => {
    const output = await mkdtemp(join(tmpdir(), 'demo-test-'));
    try {
      const { stdout } = await run(['--output', output]);
      expect(stdout).toContain('All went as it should');
      expect(stdout).toContain('in the dead-letter queue of csv-etl');
      expect(stdout).toMatch(/CANCELLED\n {2}job_[0-9a-f]{32} ran in attempt 1 and was cancelled/);
      const saved = await readdir(output);
      for (const { name } of JOB_TYPES) {
        expect(saved).toContainEqual(expect.stringMatching(new RegExp(`^${name}[-.]`)));
      }
    } finally {
      await rm(output, { recursive: true });
    }
  },
  TIME_LIMIT_MS,
);

import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runChecks } from './checks.mjs';

const check = (name: string, code: string) => ({
  name,
  command: 'node',
  args: ['-e', code],
  repair: `mend ${name}`,
});

describe('the checks', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'checks-test-'));
    await symlink(process.execPath, join(root, 'node'));
  });
  afterAll(() => rm(root, { recursive: true }));

  async function run(checks: Parameters<typeof runChecks>[0]) {
    const said: string[] = [];
    const hold = await runChecks(checks, { root, env: {}, say: (line) => said.push(line) });
    return { hold, said: said.map((line) => line.replaceAll(/\d+\.\d s/g, 'N s')) };
  }

  test('hold when every one does, and say nothing but that', async () => {
    expect(await run([check('one', 'console.log("details")'), check('two', '')])).toEqual({
      hold: true,
      said: ['✓ one (N s)', '✓ two (N s)'],
    });
  });

  test('all run even when one fails, which shows what it said and how to repair it', async () => {
    expect(await run([check('one', 'console.error("line 1\\nline 2"); process.exit(3)'), check('two', '')])).toEqual({
      hold: false,
      said: ['✗ one (N s); to repair: mend one\n    line 1\n    line 2', '✓ two (N s)'],
    });
  });

  test('fail when their program is missing', async () => {
    const { hold } = await run([{ name: 'one', command: 'nothing', args: [], repair: '' }]);
    expect(hold).toBe(false);
  });
});

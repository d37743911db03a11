import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const run = (args: string[]) =>
  promisify(execFile)(process.execPath, [new URL('run.mjs', import.meta.url).pathname, ...args]);

test.each([[[]], [['nonsense']], [['toString']]])('answers %j with how it is used', async (args) => {
  await expect(run(args)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Usage: node scripts\/run\.mjs <start\|demo\|[\w:|-]+>\n$/),
  });
});

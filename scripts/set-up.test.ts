import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { dependencyStamp, isSetUp, nodeVersionProblem, setUp } from './set-up.mjs';

test('an old Node is named, with what to do', () => {
  expect(nodeVersionProblem('18.19.1')).toMatch(/needs Node 20 or newer, and this is Node 18\.19\.1\. Get/);
  expect(nodeVersionProblem('20.0.0')).toBeUndefined();
  expect(nodeVersionProblem('22.23.3')).toBeUndefined();
});

describe('the set-up', () => {
  let root: string;
  let said: string[];

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'set-up-test-'));
    said = [];
    await mkdir(join(root, 'packages/one'), { recursive: true });
    await mkdir(join(root, 'bin'));
    await writeFile(join(root, 'packages/one/package.json'), '{}');
    await writeFile(join(root, 'pnpm-lock.yaml'), 'lockfileVersion: 9');
  });
  afterEach(() => rm(root, { recursive: true }));

  /** Stands in for npx: says what it was asked, and exits as told. */
  async function run(exitCode: number) {
    const npx = `#!/bin/sh\necho "asked: $*"\nexit ${exitCode}\n`;
    await writeFile(join(root, 'bin/npx'), npx, { mode: 0o755 });
    return setUp(root, { say: (line) => said.push(line), env: { PATH: `${join(root, 'bin')}:/bin:/usr/bin` } });
  }

  test('installs once, and does nothing the second time', async () => {
    expect(isSetUp(root)).toBe(false);
    expect(await run(0)).toBe(true);
    expect(await run(1)).toBe(true);
    expect(said).toEqual(['Installing dependencies (once) …']);
  });

  test.each(['pnpm-lock.yaml', 'packages/one/package.json', 'package.json'])(
    'installs anew when %s changes',
    async (file) => {
      await run(0);
      await writeFile(join(root, file), '{ "changed": true }');
      expect(isSetUp(root)).toBe(false);
    },
  );

  test('shows why an installation failed, and tries again next time', async () => {
    expect(await run(1)).toBe(false);
    expect(said.join('\n')).toMatch(/asked: -y pnpm@12 install --frozen-lockfile[^]*could not be installed/);
    expect(isSetUp(root)).toBe(false);
  });

  test('knows a file from another by its name too', async () => {
    const before = dependencyStamp(root);
    await rm(join(root, 'pnpm-lock.yaml'));
    await writeFile(join(root, 'pnpm-workspace.yaml'), 'lockfileVersion: 9');
    expect(dependencyStamp(root)).not.toBe(before);
  });
});

import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DataDirectoryError } from './errors.ts';
import { prepareDataDirectory } from './prepare-data-directory.ts';

describe('the data folder', () => {
  let parent: string;
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'data-directory-test-'));
  });
  afterEach(() => rm(parent, { recursive: true }));

  test('is made when it is not there, and taken as it is when it is', async () => {
    const folder = join(parent, 'a/b');
    await prepareDataDirectory(folder);
    await prepareDataDirectory(folder);
    expect((await stat(folder)).isDirectory()).toBe(true);
  });

  test('is refused with a reason when it is a file', async () => {
    const file = join(parent, 'file');
    await writeFile(file, '');
    await expect(prepareDataDirectory(file)).rejects.toThrow(DataDirectoryError);
    await expect(prepareDataDirectory(file)).rejects.toThrow(/can't be used: .*EEXIST.*Name a folder/);
  });
});

import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { copyProject, PROJECT_ROOT } from './copy-project.ts';
import { createTerraform, type Terraform } from './terraform.ts';

// Terraform starts a provider of several hundred megabytes for each of them.
jest.setTimeout(300_000);

const INFRA = join(PROJECT_ROOT, 'infra');

/** Folders below infra/ with Terraform configuration: each is one. */
const FOLDERS = [
  ...new Set(
    readdirSync(INFRA, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tf') && !/(^|\/)(tests|\.terraform|node_modules)\//.test(file))
      .map((file) => relative('.', dirname(file)) || '.'),
  ),
].toSorted();

const hasTests = (folder: string) => {
  const files = readdirSync(join(INFRA, folder), { encoding: 'utf8' });
  const within = files.includes('tests') ? readdirSync(join(INFRA, folder, 'tests'), { encoding: 'utf8' }) : [];
  return [...files, ...within].some((file) => file.endsWith('.tftest.hcl'));
};

let workFolder: string;
let infra: string;
let terraform: Terraform;
beforeAll(async () => {
  workFolder = await mkdtemp(join(tmpdir(), 'infra-modules-'));
  infra = await copyProject(workFolder);
  terraform = createTerraform({
    workFolder,
    // oxlint-disable-next-line node/no-process-env -- Terraform needs PATH and HOME
    hostEnvironment: process.env,
    awsEnvironment: { AWS_REGION: 'eu-central-1' },
  });
});
afterAll(() => rm(workFolder, { recursive: true, force: true }));

test('the configuration is formatted as terraform fmt does', async () => {
  await expect(terraform.run(['fmt', '-check', '-recursive', '-diff'], infra)).resolves.toBe('');
});

describe.each(FOLDERS)('infra/%s', (folder) => {
  beforeAll(async () => {
    await terraform.run(['init', '-backend=false'], join(infra, folder));
  });

  test('is valid', async () => {
    await expect(terraform.run(['validate'], join(infra, folder))).resolves.toContain('The configuration is valid');
  });

  if (hasTests(folder)) {
    test('plans what its tests expect, and refuses bad values', async () => {
      await expect(terraform.run(['test'], join(infra, folder))).resolves.toMatch(/Success! [1-9]\d* passed, 0 failed/);
    });
  }
});

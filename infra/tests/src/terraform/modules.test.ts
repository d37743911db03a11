import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { copyProject, PROJECT_ROOT } from './copy-project.ts';
import { MODULE_FOLDERS, terraformTestFiles } from './module-folders.ts';
import { startTerraform, type RunningTerraform } from './start-terraform.ts';
import type { Terraform } from './terraform.ts';

jest.setTimeout(300_000);

let workFolder: string;
let infra: string;
let running: RunningTerraform;
let terraform: Terraform;
beforeAll(async () => {
  workFolder = await mkdtemp(join(tmpdir(), 'infra-modules-'));
  infra = await copyProject(workFolder);
  // oxlint-disable-next-line node/no-process-env -- Terraform needs PATH and HOME
  const hostEnvironment = process.env;
  const options = { workFolder, hostEnvironment, awsEnvironment: { AWS_REGION: 'eu-central-1' } };
  running = await startTerraform(options, infra, '-backend=false');
  ({ terraform } = running);
});
afterAll(async () => {
  await running?.stop();
  await rm(workFolder, { recursive: true, force: true });
});

test('the configuration is formatted as terraform fmt does', async () => {
  await expect(terraform.run(['fmt', '-check', '-recursive', '-diff'], infra)).resolves.toBe('');
});

describe.each(MODULE_FOLDERS)('%s', (folder) => {
  /** `folder` is from the root of the repository, and copied to the same place. */
  const run = (...args: readonly string[]) => terraform.run(args, join(workFolder, folder));

  beforeAll(async () => {
    await run('init', '-backend=false');
  });

  if (terraformTestFiles(join(PROJECT_ROOT, folder)).length > 0) {
    test('is valid, plans what its tests expect, and refuses bad values', async () => {
      await expect(run('test')).resolves.toMatch(/Success! [1-9]\d* passed, 0 failed/);
    });
  } else {
    test('is valid', async () => {
      await expect(run('validate')).resolves.toContain('The configuration is valid');
    });
  }
});

import { cp, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

export const PROJECT_ROOT = join(import.meta.dirname, '../../../..');

/** What Terraform leaves behind, and what does not belong to the configuration. */
const LEFT_OUT = new Set(['.terraform', 'node_modules', '.types', '.terraform.lock.hcl']);

/**
 * Copies the Terraform configuration and the files that it reads, so that state, plugins and mutations touch no file
 * of the project.
 * @returns the folder of the copied infra/
 */
export async function copyProject(folder: string): Promise<string> {
  const infra = join(folder, 'infra');
  const generated = 'packages/shared-contracts/generated';
  const tests = join(PROJECT_ROOT, 'infra/tests');
  await mkdir(infra, { recursive: true });
  await cp(join(PROJECT_ROOT, 'infra'), infra, {
    recursive: true,
    filter: (source) => source !== tests && !LEFT_OUT.has(basename(source)),
  });
  await cp(join(PROJECT_ROOT, generated), join(folder, generated), { recursive: true });
  return infra;
}

import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROJECT_ROOT } from './copy-project.ts';

const INFRA = join(PROJECT_ROOT, 'infra');

/** Folders with Terraform configuration, from the root of the repository. */
export const MODULE_FOLDERS: readonly string[] = [
  ...new Set(
    readdirSync(INFRA, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tf') && !/(^|\/)(tests|\.terraform|node_modules)\//.test(file))
      .map((file) => join('infra', dirname(file))),
  ),
].toSorted();

/** Paths of the Terraform tests of a configuration: beside it, and in its tests/. */
export function terraformTestFiles(folder: string): string[] {
  return [folder, join(folder, 'tests')]
    .filter((path) => existsSync(path))
    .flatMap((path) => readdirSync(path).map((file) => join(path, file)))
    .filter((file) => file.endsWith('.tftest.hcl'));
}

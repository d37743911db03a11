import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyRepository } from './copy-repository.ts';
import { installPackage } from './install-package.ts';
import { programOf, ROOT, runIn } from './run-in.ts';

const PACKAGE = 'examples/job-type-package';
const PACKAGES_FILE = 'packages/shared-contracts/src/job-types/packages.ts';

export interface CopyOptions {
  /** Ends the programs that are run for it. */
  readonly signal?: AbortSignal;
}

/**
 * A copy of this repository in `folder` with the example package in it, as docs/job-types.md installs one. What is made of
 * the job types' declarations is yet to be made there.
 */
export async function copyWithPackage(folder: string, { signal }: CopyOptions = {}): Promise<void> {
  await copyRepository(folder);
  await runIn(ROOT, [programOf('typescript', 'bin/tsc'), '-b', PACKAGE], { signal });
  const name = await installPackage(join(ROOT, PACKAGE), folder, signal);
  const file = join(folder, PACKAGES_FILE);
  const packages = await readFile(file, 'utf8');
  await writeFile(
    file,
    packages
      .replace('import type', `import * as examples from '${name}/job-types';\nimport type`)
      .replace('= {} as', `= { '${name}': examples } as`),
  );
}

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyRepository } from './copy-repository.ts';
import { installPackage } from './install-package.ts';
import { programOf, ROOT, runIn } from './run-in.ts';

const PACKAGE = 'examples/job-type-package';
const PACKAGES_FILE = 'packages/shared-contracts/src/job-types/packages.ts';
/** Uses both of them, and must compile. */
const TYPE_TEST = 'packages/client/src/added.test-d.ts';

/** A copy of this repository in `folder` with the example package in it, as docs/job-types.md installs one. */
export async function copyWithPackage(folder: string): Promise<void> {
  await copyRepository(folder);
  await runIn(ROOT, [programOf('typescript', 'bin/tsc'), '-b', PACKAGE]);
  const name = await installPackage(join(ROOT, PACKAGE), folder);
  const file = join(folder, PACKAGES_FILE);
  const packages = await readFile(file, 'utf8');
  await writeFile(
    file,
    packages
      .replace('import type', `import * as fileDigest from '${name}/job-types';\nimport type`)
      .replace('= {} as', `= { '${name}': fileDigest } as`),
  );
}

/** Compiles the job types' modules, and a program that submits jobs of both; rejects with what is wrong. */
export async function checkTypes(folder: string, program: string): Promise<void> {
  await writeFile(join(folder, TYPE_TEST), program);
  const configuration = {
    extends: './tsconfig.base.json',
    compilerOptions: { composite: false, emitDeclarationOnly: false, noEmit: true },
    files: [TYPE_TEST],
    include: ['packages/worker/src/jobs/{word-count,file-digest}/*.ts'],
  };
  await writeFile(join(folder, 'tsconfig.added.json'), JSON.stringify(configuration));
  await runIn(folder, [programOf('typescript', 'bin/tsc'), '-p', 'tsconfig.added.json']);
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { programOf, runIn } from '../repository-copy/index.ts';

/** Uses both of them, and must compile. */
const TYPE_TEST = 'packages/client/src/added.test-d.ts';

/** Compiles the job types' modules, and a program that submits jobs of both; rejects with what is wrong. */
export async function checkTypes(folder: string, program: string): Promise<void> {
  await writeFile(join(folder, TYPE_TEST), program);
  const configuration = {
    extends: './tsconfig.base.json',
    compilerOptions: { composite: false, emitDeclarationOnly: false, noEmit: true },
    files: [TYPE_TEST],
    include: ['packages/worker/src/jobs/{word-count,file-digest,ledger-entry}/*.ts'],
  };
  await writeFile(join(folder, 'tsconfig.added.json'), JSON.stringify(configuration));
  await runIn(folder, [programOf('typescript', 'bin/tsc'), '-p', 'tsconfig.added.json']);
}

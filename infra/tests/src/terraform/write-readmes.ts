/** Writes the tables of inputs and outputs into the READMEs of infra/; a test fails when one is stale. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from './copy-project.ts';
import { MODULE_FOLDERS } from './module-folders.ts';
import { readDeclarations } from './read-declarations.ts';
import { withTables } from './readme-tables.ts';

for (const folder of MODULE_FOLDERS) {
  const file = join(PROJECT_ROOT, folder, 'README.md');
  await writeFile(file, withTables(await readFile(file, 'utf8'), await readDeclarations(join(PROJECT_ROOT, folder))));
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PROJECT_ROOT } from './copy-project.ts';
import { MODULE_FOLDERS } from './module-folders.ts';
import { readDeclarations } from './read-declarations.ts';
import { withTables } from './readme-tables.ts';

/** The names of all blocks of a kind, found without regard to how they are written. */
function blockNames(folder: string, kind: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.tf'));
  const words = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').split(/\s+/));
  return words.flatMap((word, i) => (word === kind ? [JSON.parse(words[i + 1] ?? '""') as string] : []));
}

test('there are the root, the bootstrap, the environments and the modules', () => {
  expect(MODULE_FOLDERS).toEqual(
    expect.arrayContaining(['infra', 'infra/bootstrap', 'infra/environments/prod', 'infra/modules/job-type']),
  );
});

describe.each(MODULE_FOLDERS)('%s', (name) => {
  const folder = join(PROJECT_ROOT, name);

  test('types and describes every variable, and describes every output', async () => {
    const { variables, outputs } = await readDeclarations(folder);
    expect(variables.map((variable) => variable.name)).toEqual(blockNames(folder, 'variable'));
    expect(outputs.map((output) => output.name)).toEqual(blockNames(folder, 'output'));
    expect(variables.filter(({ type, description }) => type === '' || description === '')).toEqual([]);
    expect(outputs.filter(({ description }) => description === '')).toEqual([]);
  });

  test('has a README with exactly its inputs and outputs; else run infra/tests/src/terraform/write-readmes.ts', async () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    expect(readme).toBe(withTables(readme, await readDeclarations(folder)));
    expect(readme).toMatch(/^# \S.*\n\n\S/);
  });
});

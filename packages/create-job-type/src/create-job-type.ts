import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkName } from './check-name.ts';
import { identifierOf } from './job-type-names.ts';
import { LIST, scaffold, type ScaffoldedFile } from './scaffold.ts';

/**
 * Writes a job type that works into the repository at `root`, and names it in the list of declarations.
 * @throws {UnusableNameError} and writes nothing
 */
export async function createJobType(root: string, name: string): Promise<readonly ScaffoldedFile[]> {
  checkName(root, name);
  const files = scaffold(name);
  for (const { path, content } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content, { flag: 'wx' });
  }
  const list = join(root, LIST);
  await writeFile(list, withExport(await readFile(list, 'utf8'), name));
  return files;
}

/** The list with a line for the job type, where it belongs by the alphabet. */
export function withExport(list: string, name: string): string {
  const lines = list.trimEnd().split('\n');
  const added = `export { ${identifierOf(name)} } from './${name}.ts';`;
  const after = lines.findIndex((line) => line.startsWith('export ') && line > added);
  return `${lines.toSpliced(after === -1 ? lines.length : after, 0, added).join('\n')}\n`;
}

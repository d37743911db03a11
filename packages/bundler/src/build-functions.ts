import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFunctions } from './bundle-functions.ts';
import { digest, type Artifact } from './artifact.ts';
import { reproducibleZip } from './reproducible-zip.ts';

const SOURCES = 'packages/api-handlers/src';

/** Every folder with an entry file is a Lambda function, named like the folder. */
async function functionNames(root: string): Promise<string[]> {
  const folders = await readdir(join(root, SOURCES), { withFileTypes: true });
  return folders
    .filter((folder) => folder.isDirectory() && existsSync(join(folder.parentPath, folder.name, 'index.ts')))
    .map(({ name }) => name)
    .toSorted();
}

/** Writes `<function>.zip` into `folder` for every function, or for those named. */
export async function buildFunctions(root: string, folder: string, only?: readonly string[]): Promise<Artifact[]> {
  const names = only ?? (await functionNames(root));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const bundles = await bundleFunctions(root, names);
  return Promise.all([...bundles].map(([name, modules]) => writeZip(folder, name, modules)));
}

async function writeZip(folder: string, name: string, modules: ReadonlyMap<string, Uint8Array>): Promise<Artifact> {
  const zip = reproducibleZip(Object.fromEntries(modules));
  await writeFile(join(folder, `${name}.zip`), zip);
  return {
    name: `functions/${name}.zip`,
    unpackedBytes: [...modules.values()].reduce((sum, { length }) => sum + length, 0),
    packedBytes: zip.length,
    sha256: digest(zip),
  };
}

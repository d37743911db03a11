import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleSettings } from './bundle-settings.ts';
import { digest, type Artifact } from './artifact.ts';
import { reproducibleZip } from './reproducible-zip.ts';

const SOURCES = 'packages/api-handlers/src';
export const NO_OTHER_CREDENTIALS = fileURLToPath(new URL('./no-other-credentials.ts', import.meta.url));

/** Every folder with an entry file is a Lambda function, named like the folder. */
async function functionNames(root: string): Promise<string[]> {
  const folders = await readdir(join(root, SOURCES), { withFileTypes: true });
  return folders
    .filter((folder) => folder.isDirectory() && existsSync(join(folder.parentPath, folder.name, 'index.ts')))
    .map(({ name }) => name)
    .toSorted();
}

/**
 * Writes `<function>.zip` into `folder` for every function, or for those named; each holds one file, `index.mjs`. All are
 * bundled at once, so that what they share is read and parsed once.
 */
export async function buildFunctions(root: string, folder: string, only?: readonly string[]): Promise<Artifact[]> {
  const names = only ?? (await functionNames(root));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { outputFiles } = await build({
    ...bundleSettings(root),
    entryPoints: Object.fromEntries(names.map((name) => [name, `${SOURCES}/${name}/index.ts`])),
    outdir: folder,
    alias: { '@aws-sdk/credential-provider-node': NO_OTHER_CREDENTIALS },
  });
  const bundles = new Map(outputFiles.map(({ path, contents }) => [basename(path, '.mjs'), contents]));
  if (bundles.size !== names.length) throw new Error(`${bundles.size} files were made of ${names.length} functions`);
  return Promise.all([...bundles].map(([name, contents]) => writeZip(folder, name, contents)));
}

async function writeZip(folder: string, name: string, contents: Uint8Array): Promise<Artifact> {
  const zip = reproducibleZip({ 'index.mjs': contents });
  await writeFile(join(folder, `${name}.zip`), zip);
  return {
    name: `functions/${name}.zip`,
    unpackedBytes: contents.length,
    packedBytes: zip.length,
    sha256: digest(zip),
  };
}

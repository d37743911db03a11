import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleSettings } from './bundle-settings.ts';
import { digest, type Artifact } from './artifact.ts';
import { reproducibleZip } from './reproducible-zip.ts';

const SOURCES = 'packages/api-handlers/src';
const NO_OTHER_CREDENTIALS = fileURLToPath(new URL('./no-other-credentials.ts', import.meta.url));

/** Every folder with an entry file is a Lambda function, named like the folder. */
async function functionNames(root: string): Promise<string[]> {
  const folders = await readdir(join(root, SOURCES), { withFileTypes: true });
  return folders
    .filter((folder) => folder.isDirectory() && existsSync(join(folder.parentPath, folder.name, 'index.ts')))
    .map(({ name }) => name)
    .toSorted();
}

/** Writes `<function>.zip` into `folder` for every function, or for those named; each holds one file, `index.mjs`. */
export async function buildFunctions(root: string, folder: string, only?: readonly string[]): Promise<Artifact[]> {
  const names = only ?? (await functionNames(root));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return Promise.all(names.map((name) => buildFunction(root, folder, name)));
}

async function buildFunction(root: string, folder: string, name: string): Promise<Artifact> {
  const { outputFiles } = await build({
    ...bundleSettings(root),
    entryPoints: [`${SOURCES}/${name}/index.ts`],
    outdir: folder,
    alias: { '@aws-sdk/credential-provider-node': NO_OTHER_CREDENTIALS },
  });
  const [bundle] = outputFiles;
  if (!bundle || outputFiles.length > 1) throw new Error(`${name} is not one file`);
  const zip = reproducibleZip({ 'index.mjs': bundle.contents });
  await writeFile(join(folder, `${name}.zip`), zip);
  return {
    name: `functions/${name}.zip`,
    unpackedBytes: bundle.contents.length,
    packedBytes: zip.length,
    sha256: digest(zip),
  };
}

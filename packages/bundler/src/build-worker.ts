import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf, type Artifact } from './artifact.ts';
import { bundleWorker, INSTALLED, NATIVE, WORKER } from './bundle-worker.ts';
import { installedPackages } from './installed-packages.ts';
import { writeFiles } from './write-files.ts';

/** Writes the worker into `folder` as the image takes it: its modules, and what is to be installed beside them. */
export async function buildWorker(root: string, folder: string): Promise<Artifact[]> {
  const modules = await bundleWorker(root);
  const { manifest, lock } = installedPackages(await readFile(join(root, 'pnpm-lock.yaml'), 'utf8'), {
    importer: WORKER,
    names: INSTALLED,
    native: NATIVE,
  });
  const files = new Map([...modules, ['package.json', json(manifest)], ['package-lock.json', json(lock)]]);
  await rm(folder, { recursive: true, force: true });
  await writeFiles(folder, files);
  return [artifactOf(files)];
}

const json = (content: unknown) => Buffer.from(`${JSON.stringify(content, undefined, 2)}\n`);

function artifactOf(files: ReadonlyMap<string, Uint8Array>): Artifact {
  const entries = [...files];
  return {
    name: `worker (${entries.length} files)`,
    unpackedBytes: entries.reduce((sum, [, content]) => sum + content.length, 0),
    sha256: digestOf(files),
  };
}

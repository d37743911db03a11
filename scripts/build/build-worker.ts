import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { digest, type Artifact } from './artifact.ts';
import { bundleSettings } from './bundle-settings.ts';
import { installedPackages } from './installed-packages.ts';

const WORKER = 'packages/worker';
const SOURCES = `${WORKER}/src`;

/** With code of their own for each platform. */
const NATIVE = ['@duckdb/node-api', 'sharp'];
/** They read files that lie beside their code: fonts, their measures, the threads' entry. */
const WITH_FILES = ['dejavu-fonts-ttf', 'pdfmake', 'piscina'];

/**
 * Writes the worker into `folder` as the image takes it: `main.mjs`, the threads' entry, the health check and a module
 * for each job type, which share their common code as chunks, so that a thread loads no other type's; and what is to be
 * installed beside them.
 */
export async function buildWorker(root: string, folder: string): Promise<Artifact[]> {
  const jobTypes = (await readdir(join(root, SOURCES, 'jobs'), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
    .map(({ name }) => name)
    .toSorted();
  const external = [...NATIVE, ...WITH_FILES].toSorted();
  const { outputFiles } = await build({
    ...bundleSettings(root),
    entryPoints: [
      `${SOURCES}/main.ts`,
      `${SOURCES}/health/check.ts`,
      `${SOURCES}/run-job/attempt-thread.ts`,
      ...jobTypes.map((name) => `${SOURCES}/jobs/${name}/index.ts`),
    ],
    outbase: SOURCES,
    outdir: folder,
    // Shared, an error thrown by a job's module is the class that the thread knows. And the chunks lie beside main.mjs,
    // because the job registry finds its modules from where it lies itself.
    splitting: true,
    chunkNames: 'chunk-[hash]',
    external,
  });
  const { manifest, lock } = installedPackages(await readFile(join(root, 'pnpm-lock.yaml'), 'utf8'), {
    importer: WORKER,
    names: external,
    native: NATIVE,
  });
  const files = new Map<string, Uint8Array>(
    outputFiles.map(({ path, contents }) => [relative(folder, path), contents]),
  );
  for (const [name, content] of [
    ['package.json', manifest],
    ['package-lock.json', lock],
  ] as const) {
    files.set(name, Buffer.from(`${JSON.stringify(content, undefined, 2)}\n`));
  }
  await rm(folder, { recursive: true, force: true });
  for (const [name, content] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return [artifactOf(files)];
}

function artifactOf(files: ReadonlyMap<string, Uint8Array>): Artifact {
  const entries = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    name: `worker (${entries.length} files)`,
    unpackedBytes: entries.reduce((sum, [, content]) => sum + content.length, 0),
    sha256: digest(...entries.flatMap(([name, content]) => [Buffer.from(name), content])),
  };
}

import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import { bundleSettings } from './bundle-settings.ts';

export const WORKER = 'packages/worker';
const SOURCES = `${WORKER}/src`;

/** With code of their own for each platform. */
export const NATIVE = ['@duckdb/node-api', 'sharp'];
/** They read files that lie beside their code: fonts, their measures, the threads' entry. */
const WITH_FILES = ['dejavu-fonts-ttf', 'pdfmake', 'piscina'];
/** Modules in which processes of a job type's own start. */
export const PROCESS_ENTRIES = ['jobs/csv-etl/database-process'];
/** Packages that are installed beside the bundle. */
export const INSTALLED = [...NATIVE, ...WITH_FILES].toSorted();

const READABLE = { minifyWhitespace: false, minifySyntax: false, sourcemap: 'linked' } as const;

/**
 * The worker's modules by their paths: `main.mjs`, the entries of threads and processes, the health check and a module
 * for each job type, which share their common code as chunks, so that a thread loads no other type's. `main` names the
 * source of `main.mjs`.
 */
export async function bundleWorker(
  root: string,
  { main = 'main', isReadable = false }: { readonly main?: string; readonly isReadable?: boolean } = {},
): Promise<ReadonlyMap<string, Uint8Array>> {
  const jobTypes = (await readdir(join(root, SOURCES, 'jobs'), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
    .map(({ name }) => name)
    .toSorted();
  const folder = join(root, WORKER, 'dist');
  const { outputFiles } = await build({
    ...bundleSettings(root),
    ...(isReadable && READABLE),
    entryPoints: [
      { in: `${SOURCES}/${main}.ts`, out: 'main' },
      ...[
        'health/check',
        'run-job/attempt-thread',
        ...PROCESS_ENTRIES,
        ...jobTypes.map((name) => `jobs/${name}/index`),
      ].map((module) => ({
        in: `${SOURCES}/${module}.ts`,
        out: module,
      })),
    ],
    outdir: folder,
    // Shared, an error thrown by a job's module is the class that the thread knows. And the chunks lie beside main.mjs,
    // because the job registry finds its modules from where it lies itself.
    splitting: true,
    chunkNames: 'chunk-[hash]',
    external: INSTALLED,
  });
  return new Map(outputFiles.map(({ path, contents }) => [relative(folder, path), contents]));
}

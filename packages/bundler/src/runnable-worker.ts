import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { digestOf } from './artifact.ts';
import { bundleWorker, WORKER } from './bundle-worker.ts';
import { withEsbuild } from './esbuild-process.ts';
import { writeFiles } from './write-files.ts';

/** What runs jobs: the product's own entry of a process, or of a Lambda function, or one for tests. */
export type WorkerEntry = 'main' | 'lambda/main' | 'testing/short-lease-worker';

const ROOT = join(import.meta.dirname, '../../..');
/** In a `node_modules`, since packages that are not bundled are found from there; and nobody commits it. */
const CACHE = join(ROOT, WORKER, 'node_modules/.cache/worker');
const KEPT_MS = 24 * 60 * 60_000;

/**
 * The worker bundled as for the image, but readable: answers with the module to start. Its threads start more than twice
 * as fast as from the sources. Each version of the sources has a folder of its own, so that several stacks can start at
 * once, and those that run keep theirs.
 */
export async function runnableWorker(entry: WorkerEntry): Promise<URL> {
  const files = await withEsbuild(() => bundleWorker(ROOT, { main: entry, isReadable: true }));
  const folder = join(CACHE, digestOf(files).slice(0, 16));
  if (!existsSync(folder)) {
    await removeOld();
    const written = join(CACHE, `${randomUUID()}.tmp`);
    await writeFiles(written, files);
    // Somebody else may have been faster, with the same content.
    await rename(written, folder).catch(() => rm(written, { recursive: true, force: true }));
  }
  return pathToFileURL(join(folder, 'main.mjs'));
}

async function removeOld(): Promise<void> {
  const names = await readdir(CACHE).catch(() => []);
  for (const name of names) {
    const path = join(CACHE, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
    if (mtimeMs < Date.now() - KEPT_MS) await rm(path, { recursive: true, force: true });
  }
}

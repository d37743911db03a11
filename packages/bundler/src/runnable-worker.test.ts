import { access, readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { runnableWorker } from './runnable-worker.ts';

test.each(['main', 'testing/short-lease-worker'] as const)(
  'of %s has its modules where its registry looks for them, and the same folder for the same sources',
  async (entry) => {
    const [first, second] = await Promise.all([runnableWorker(entry), runnableWorker(entry)]);
    expect(second).toEqual(first);
    for (const module of ['main.mjs', 'run-job/attempt-thread.mjs', 'jobs/text-analyze/index.mjs']) {
      await access(new URL(module, first));
    }
  },
);

test('an entry for tests is not mistaken for the product', async () => {
  expect(await runnableWorker('testing/short-lease-worker')).not.toEqual(await runnableWorker('main'));
});

/** What is loaded before a module's first line runs: itself, and what it imports other than on demand. */
async function loadedWith(module: URL, loaded = new Map<string, string>()): Promise<ReadonlyMap<string, string>> {
  if (loaded.has(module.href)) return loaded;
  const source = await readFile(module, 'utf8');
  loaded.set(module.href, source);
  for (const [, path = ''] of source.matchAll(/^(?:\} from|import) "(\.[^"]+)";$/gm)) {
    await loadedWith(new URL(path, module), loaded);
  }
  return loaded;
}

test('a thread starts without the SDK, which it takes longest to load', async () => {
  const main = await runnableWorker('main');
  const isLoadedBy = async (module: string) =>
    [...(await loadedWith(new URL(module, main))).values()].some((source) => source.includes('S3Client'));
  expect(await isLoadedBy('run-job/attempt-thread.mjs')).toBe(false);
  expect(await isLoadedBy('main.mjs')).toBe(true);
});

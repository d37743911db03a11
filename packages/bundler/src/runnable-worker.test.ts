import { access } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { runnableWorker } from './runnable-worker.ts';

test('has the modules that its registry looks for beside it, and the same folder for the same sources', async () => {
  const [first, second] = await Promise.all([runnableWorker('main'), runnableWorker('main')]);
  expect(second).toEqual(first);
  for (const module of ['main.mjs', 'run-job/attempt-thread.mjs', 'jobs/text-analyze/index.mjs']) {
    await access(new URL(module, first));
  }
});

test('an entry for tests has a folder of its own', async () => {
  const entry = await runnableWorker('testing/short-lease-worker');
  await access(entry);
  expect(entry.href.replace(/testing\/.*/, '')).not.toBe((await runnableWorker('main')).href.replace(/main.*/, ''));
});

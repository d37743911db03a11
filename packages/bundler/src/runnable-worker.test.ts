import { access } from 'node:fs/promises';
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

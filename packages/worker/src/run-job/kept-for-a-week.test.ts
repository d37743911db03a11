import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { payloadKeys } from '@jobs/job-store';
import { isTerminal } from '@jobs/shared-contracts';
import { createTestRunner, openWorkBench, type WorkBench } from '../testing/work-bench.ts';

jest.setTimeout(120_000);

let bench: WorkBench;
beforeAll(async () => {
  bench = await openWorkBench();
});
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
});

/** Unsigned, as nobody of the system: a worker may put tags on, and not look at them. */
async function tagsOf(key: string): Promise<string[]> {
  const { AWS_ENDPOINT_URL_S3: endpoint, PAYLOAD_BUCKET_NAME: bucket } = bench.environment;
  const tags = await (await fetch(`${endpoint}/${bucket}/${key}?tagging`)).text();
  return [...tags.matchAll(/<Key>(.*?)<\/Key><Value>(.*?)<\/Value>/g)].map(([, name, value]) => `${name}=${value}`);
}

/** Runs a job that writes a file, with its handler from that module; answers where its result is, and the file. */
async function run(module?: string) {
  const upload = { owner: 'ada', uploadId: `upl_${'1'.repeat(32)}`, sizeBytes: 5 };
  const { url, headers } = await bench.store.payloads.createUploadUrl(upload);
  expect((await fetch(url, { method: 'PUT', headers, body: 'hello' })).status).toBe(200);
  const jobId = await bench.submit({ behaviour: 'copy-upload', uploadId: upload.uploadId });
  const worker = bench.startWorker({ runner: createTestRunner(bench.environment, module) });
  const { result } = await bench.jobOnce(jobId, ({ status }) => isTerminal(status));
  await worker.stop();
  return { result, keys: { result: payloadKeys.result(jobId, 1), file: payloadKeys.file(jobId, 1, 'copy.txt') } };
}

test('results and files of a job type that keeps them for a week are stored with that tag', async () => {
  const { result, keys } = await run('./kept-for-a-week.ts');
  expect(result).toMatchObject({ key: keys.result });
  expect(await tagsOf(keys.result)).toEqual(['delete-after-days=7']);
  expect(await tagsOf(keys.file)).toEqual(['delete-after-days=7']);
});

test('those of others are not', async () => {
  const { result, keys } = await run();
  expect(result).toHaveProperty('inline');
  expect(await tagsOf(keys.file)).toEqual([]);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { actAs, readRecordedCalls, startStandIns, type StandIns } from '@jobs/stand-ins';
import { createJobStore } from '../create-job-store.ts';
import { loadJobStoreConfig } from '../load-job-store-config.ts';

const PART_BYTES = 8 * 1024 * 1024;

let folder: string;
let standIns: StandIns;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'put-file-'));
  standIns = await startStandIns({ recordCallsIn: folder });
});
afterAll(async () => {
  await standIns.stop();
  await rm(folder, { recursive: true });
});

/** Writes a file of three parts, with credentials of its own; answers what became of it and which calls were made. */
async function writeAs(name: string, content: () => AsyncGenerator<Buffer>) {
  const me = actAs.worker(name);
  const store = createJobStore(loadJobStoreConfig({ ...standIns.environment, ...me }, ['payloads']));
  const [outcome] = await Promise.allSettled([
    store.payloads.putFile(`jobs/${name}`, Readable.from(content()), 'application/octet-stream'),
  ]);
  store.close();
  const own = readRecordedCalls(folder).filter(({ principal }) => principal === me.AWS_ACCESS_KEY_ID);
  return { outcome, calls: own.map(({ operation }) => operation) };
}

test('a large file is written in parts', async () => {
  const { outcome, calls } = await writeAs('whole', async function* () {
    for (let part = 0; part < 3; part += 1) yield Buffer.alloc(PART_BYTES);
  });
  expect(outcome).toEqual({ status: 'fulfilled', value: { key: 'jobs/whole', sizeBytes: 3 * PART_BYTES } });
  expect(calls).toEqual(['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload']);
});

test('a large file that breaks off is given up, and says why itself', async () => {
  const why = new Error('There is no more');
  const { outcome, calls } = await writeAs('broken', async function* () {
    yield Buffer.alloc(PART_BYTES);
    yield Buffer.alloc(PART_BYTES);
    yield await Promise.reject<Buffer>(why);
  });
  expect(outcome).toEqual({ status: 'rejected', reason: why });
  expect(calls.at(-1)).toBe('AbortMultipartUpload');
});

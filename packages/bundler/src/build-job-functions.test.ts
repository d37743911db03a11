import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { buildJobFunctions, NativePackageError } from './build-job-functions.ts';

const ROOT = join(import.meta.dirname, '../../..');

describe('the zip of a job type that is a Lambda function', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'job-functions-test-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('holds its own handler, the entry of threads and the package that starts them, and no machine’s name', async () => {
    await buildJobFunctions(ROOT, folder, ['text-analyze']);
    expect(await readdir(folder)).toEqual(['text-analyze.zip']);
    const files = unzipSync(await readFile(join(folder, 'text-analyze.zip')));
    const paths = Object.keys(files);
    for (const path of ['index.mjs', 'run-job/attempt-thread.mjs', 'node_modules/piscina/package.json']) {
      expect(paths).toContain(path);
    }
    expect(paths.filter((path) => path.startsWith('jobs/'))).toEqual(['jobs/text-analyze/index.mjs']);
    expect(paths.filter((path) => path.endsWith('.ts') || path.endsWith('.map'))).toEqual([]);
    const named = paths.filter((path) => Buffer.from(files[path] ?? []).includes(ROOT));
    expect(named).toEqual([]);
  });

  test('has the same bytes whenever it is built', async () => {
    const [{ sha256: first } = {}] = await buildJobFunctions(ROOT, join(folder, 'first'), ['text-analyze']);
    const [{ sha256: second } = {}] = await buildJobFunctions(ROOT, join(folder, 'second'), ['text-analyze']);
    expect(second).toBe(first);
  });

  test.each([
    ['csv-etl', '@duckdb/node-api has native code'],
    ['image-transform', 'sharp has native code'],
  ])('is refused for %s, which needs native code', async (jobType, reason) => {
    const built = buildJobFunctions(ROOT, join(folder, jobType), [jobType]);
    await expect(built).rejects.toThrow(NativePackageError);
    await expect(built).rejects.toThrow(`The job type "${jobType}" can't be a Lambda function: ${reason}.`);
  });

  test('is none where no job type is a Lambda function', async () => {
    expect(await buildJobFunctions(ROOT, join(folder, 'none'), [])).toEqual([]);
  });
});

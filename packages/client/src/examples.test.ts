import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startLocalStack, type LocalStack } from '@jobs/local-stack';
import { submitBatch } from '../examples/batches.ts';
import { cancel } from '../examples/cancel.ts';
import { createOwnClient } from '../examples/own-job-types.ts';
import { reportProblems } from '../examples/problems.ts';
import { submitLater } from '../examples/schedules.ts';
import { submit } from '../examples/submit.ts';
import { submitReport } from '../examples/unique-key.ts';
import { upload } from '../examples/upload.ts';
import { watch } from '../examples/watch.ts';
import { createClient, type JobClient } from './index.ts';

const TIME_LIMIT_MS = 120_000;
const PHOTO = new URL('../../../examples/photo.jpg', import.meta.url).pathname;

let stack: LocalStack;
let client: JobClient;
let options: { readonly baseUrl: string; readonly apiKey: string };
let folder: string;
beforeAll(async () => {
  jest.spyOn(console, 'log').mockImplementation(() => {});
  folder = await mkdtemp(join(tmpdir(), 'client-examples-'));
  stack = await startLocalStack({ pollIntervalMs: 100, shutdownGraceSeconds: 1 });
  options = { baseUrl: stack.url, apiKey: stack.apiKeys[0]?.key ?? '' };
  client = createClient(options);
}, TIME_LIMIT_MS);
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true });
}, TIME_LIMIT_MS);

const printed = () => jest.mocked(console.log).mock.calls.map((words) => words.join(' '));

describe('the examples of docs/client.md do as they say', () => {
  test(
    'submit, wait and watch',
    async () => {
      expect((await submit(options)).statistics.words).toBe(10);
      expect(printed()).toContain('10 en');
      await watch(client, await client.submit('text-analyze', { source: { text: 'to be' } }));
      expect(printed()).toContainEqual(expect.stringMatching(/^\d+ SUCCEEDED/));
    },
    TIME_LIMIT_MS,
  );

  test(
    'upload and download',
    async () => {
      const target = join(folder, 'small.webp');
      await upload(client, PHOTO, target);
      expect((await readFile(target)).subarray(8, 12).toString()).toBe('WEBP');
      expect(printed()).toContainEqual(expect.stringMatching(/^(\d+) of \1 bytes$/));
    },
    TIME_LIMIT_MS,
  );

  test(
    'cancel',
    async () => {
      await cancel(client, AbortSignal.timeout(TIME_LIMIT_MS));
      expect(printed()).toContainEqual(expect.stringMatching(/^cancelled in attempt [01]$/));
    },
    TIME_LIMIT_MS,
  );

  test(
    'problems',
    async () => {
      expect(await reportProblems(client, '')).toContain('#/input/sql ');
      expect(await reportProblems(client, 'SELECT missing FROM t')).toContain('failed: ');
      expect(await reportProblems(client, 'SELECT a FROM t')).toBe('done');
    },
    TIME_LIMIT_MS,
  );

  test(
    'one at a time',
    async () => {
      const first = await submitReport(client);
      const [second, { status }] = [await submitReport(client), await client.get(first)];
      expect(second === first || status === 'SUCCEEDED').toBe(true);
    },
    TIME_LIMIT_MS,
  );

  test('later, and again and again', async () => {
    const scheduleId = await submitLater(client);
    const { paused, nextRuns } = await client.schedules.get(scheduleId);
    expect({ paused, nextRuns }).toEqual({ paused: true, nextRuns: [] });
  });

  test(
    'many at once, and one after another',
    async () => {
      const batchId = await submitBatch(client);
      expect(printed()).toContain('3 of 3 have succeeded');
      const { jobs } = await client.batches.jobs(batchId);
      const [first] = jobs;
      const after = first?.jobId === undefined ? [] : [first.jobId];
      await client.wait(await client.submit('text-analyze', { source: { text: 'to be' } }, { after }));
    },
    TIME_LIMIT_MS,
  );

  test('job types of one’s own', async () => {
    const own = createOwnClient(options.baseUrl, options.apiKey);
    await expect(own.submit('video-cut', { uploadId: 'upl_1', seconds: 3 })).rejects.toMatchObject({
      code: 'unknown-job-type',
    });
  });
});

const withoutIndentation = (text: string) => text.replaceAll(/^ +/gm, '');

describe('docs/client.md', () => {
  test('shows the examples word for word, and all of them', async () => {
    const document = await readFile(new URL('../../../docs/client.md', import.meta.url), 'utf8');
    const shown = [...document.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => withoutIndentation(code));
    const examples = new URL('../examples/', import.meta.url);
    const names = await readdir(examples);
    const sources = await Promise.all(names.map((name) => readFile(new URL(name, examples), 'utf8')));
    const isShown = (source: string) => shown.some((code) => withoutIndentation(source).includes(code));
    const isTested = (code: string) => sources.some((source) => withoutIndentation(source).includes(code));
    expect(shown.filter((code) => !isTested(code))).toEqual([]);
    expect(names.filter((_, index) => !isShown(sources[index] ?? ''))).toEqual([]);
  });
});

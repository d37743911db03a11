/** The client against the real API, workers and storage, all on this machine. */
import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startLocalStack, type LocalStack } from '@jobs/local-stack';
import { createClient, JobCancelledError, JobFailedError, type JobClient, type JobTypes } from './index.ts';
import { startFaultProxy, type Fault } from './testing/start-fault-proxy.ts';

const TIME_LIMIT_MS = 120_000;
const EXAMPLES = new URL('../../../examples/', import.meta.url);
const PHOTO = new URL('photo.jpg', EXAMPLES).pathname;
const TEXT: JobTypes['text-analyze']['input'] = { source: { text: 'To be, or not to be, that is the question.' } };

let stack: LocalStack;
let client: JobClient;
beforeAll(async () => {
  stack = await startLocalStack({ pollIntervalMs: 100, shutdownGraceSeconds: 1 });
  client = createClient({ baseUrl: stack.url, apiKey: stack.apiKeys[0]?.key ?? '' });
}, TIME_LIMIT_MS);
afterAll(() => stack.stop(), TIME_LIMIT_MS);

/** The input of an example, which is as its type says: the API checks it. */
async function exampleInput<Name extends keyof JobTypes>(name: Name): Promise<JobTypes[Name]['input']> {
  const example = JSON.parse(await readFile(new URL(`${name}.json`, EXAMPLES), 'utf8')) as { input: unknown };
  return example.input as JobTypes[Name]['input'];
}

describe('on the local stack, the client', () => {
  test(
    'runs the example of each job type to its typed result',
    async () => {
      const text = client.wait(await client.submit('text-analyze', await exampleInput('text-analyze')));
      const table = client.wait(await client.submit('csv-etl', await exampleInput('csv-etl')));
      const document = client.wait(await client.submit('document-render', await exampleInput('document-render')));
      const { uploadId } = await client.upload(await openAsBlob(PHOTO, { type: 'image/jpeg' }));
      const { outputs } = await exampleInput('image-transform');
      const images = client.wait(await client.submit('image-transform', { image: { uploadId }, outputs }));

      expect((await text).language.code).toBe('en');
      expect(await (await client.download((await table).file)).text()).toMatch(/^station,days/);
      expect(await (await client.download((await document).file)).text()).toMatch(/^%PDF/);
      expect((await images).outputs.map(({ format }) => format)).toEqual(['webp', 'avif', 'png']);
    },
    TIME_LIMIT_MS,
  );

  test(
    'watches a job to its end by long polling',
    async () => {
      const seen: string[] = [];
      const versions: number[] = [];
      const polling = createClient({ baseUrl: stack.url, apiKey: stack.apiKeys[0]?.key ?? '', WebSocket: false });
      for await (const job of polling.watch(await client.submit('text-analyze', TEXT, { tags: { team: 'a' } }))) {
        seen.push(job.status);
        versions.push(job.version);
        expect(job.tags).toEqual({ team: 'a' });
      }
      expect(seen.at(-1)).toBe('SUCCEEDED');
      expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
    },
    TIME_LIMIT_MS,
  );

  test(
    'cancels a job that runs, and waiting for it says so',
    async () => {
      const job = await client.submit('csv-etl', {
        sources: [{ table: 'numbers', format: 'csv', from: { text: 'n\n1\n2\n3\n' } }],
        sql: 'SELECT sum(a.range * b.range + n) AS total FROM range(10000000) a, range(10000000) b, numbers',
        output: { format: 'csv' },
      });
      for await (const { status } of client.watch(job)) {
        if (status === 'RUNNING') break;
      }
      expect((await client.cancel(job)).cancelRequestedAt).toEqual(expect.any(String));
      await expect(client.wait(job)).rejects.toThrow(JobCancelledError);
    },
    TIME_LIMIT_MS,
  );

  test(
    'throws the job that fails for good, with its reason',
    async () => {
      const job = await client.submit('csv-etl', {
        sources: [{ table: 't', format: 'csv', from: { text: 'a\n1\n' } }],
        sql: 'SELECT missing FROM t',
        output: { format: 'csv' },
      });
      const failure = await client.wait(job).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(JobFailedError);
      expect(failure).toMatchObject({ job: { id: job.id, error: { attempt: 1 } } });
    },
    TIME_LIMIT_MS,
  );

  test('uploads with progress', async () => {
    const sent: number[] = [];
    const content = await readFile(PHOTO);
    const { uploadId } = await client.upload(content, { onProgress: ({ sentBytes }) => sent.push(sentBytes) });
    expect(uploadId).toMatch(/^upl_/);
    expect([sent[0], sent.at(-1)]).toEqual([0, content.length]);
  });

  test('reads a job with its input, and the job types', async () => {
    const job = await client.submit('text-analyze', TEXT);
    expect((await client.get(job, { includeInput: true })).input).toEqual(TEXT);
    expect((await client.jobTypes()).map(({ name }) => name)).toContain('csv-etl');
    expect(await client.jobType('csv-etl')).toMatchObject({ name: 'csv-etl', inputSchema: { type: 'object' } });
  });

  test('purges a job that has ended', async () => {
    const job = await client.submit('text-analyze', TEXT);
    await client.wait(job);
    await client.purge(job);
    await expect(client.get(job)).rejects.toMatchObject({ code: 'job-not-found' });
  });

  test('throws problems that name the field, the key and the job', async () => {
    const wrong = { source: { txt: 'to be' } } as JobTypes['text-analyze']['input'];
    await expect(client.submit('text-analyze', wrong)).rejects.toMatchObject({
      name: 'ProblemError',
      code: 'validation-failed',
      errors: expect.arrayContaining([{ pointer: '#/input/source/txt', detail: 'is not a known field' }]),
    });
    const stranger = createClient({ baseUrl: stack.url, apiKey: 'no-such-key' });
    await expect(stranger.jobTypes()).rejects.toMatchObject({ code: 'invalid-api-key', status: 401 });
    await expect(client.wait(`job_${'0'.repeat(32)}`)).rejects.toMatchObject({ code: 'job-not-found', status: 404 });
    await expect(client.jobType('none')).rejects.toMatchObject({ code: 'job-type-not-found' });
  });

  test(
    'makes one job of each submission, though requests and answers are lost',
    async () => {
      const faults: Fault[] = ['lost-answer', 'unavailable', 'throttled', 'none', 'lost-request', 'none', 'none'];
      const proxy = await startFaultProxy(stack.url, (index) => faults[index % faults.length] ?? 'none');
      const shaken = createClient({ baseUrl: proxy.url, apiKey: stack.apiKeys[0]?.key ?? '', random: () => 0.01 });
      const submitted = [];
      for (let index = 0; index < 4; index += 1) {
        submitted.push(await shaken.submit('text-analyze', { source: { text: `This is text number ${index}.` } }));
      }
      const results = await Promise.all(submitted.map((job) => shaken.wait(job)));
      expect(results.map(({ statistics }) => statistics.words)).toEqual([5, 5, 5, 5]);
      expect(new Set(submitted.map(({ id }) => id)).size).toBe(4);

      // Each try of a submission names the same key, so that the API answers with the job that the first one made.
      const posts = proxy.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/jobs');
      expect(posts.length).toBeGreaterThan(4);
      expect(new Set(posts.map(({ headers }) => headers['idempotency-key'])).size).toBe(4);
      await proxy.stop();
    },
    TIME_LIMIT_MS,
  );
});

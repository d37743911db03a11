import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { payloadKeys } from '@jobs/job-store';
import type { JsonValue } from '@jobs/shared-contracts';
import type { TestRequest } from '../testing/api-gateway-event.ts';
import { TEXT_JOB, type TestApi, jobOf, problemOf, startApi } from '../testing/start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const submit = async () => jobOf(await api.call('submit-job', { body: TEXT_JOB })).id;
const claim = (jobId: string) => api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: 60_000 });
const read = (jobId: string, request: TestRequest = {}) =>
  api.call('get-job', { pathParameters: { jobId }, ...request });
const succeed = async (result: { inline: JsonValue } | { key: string; sizeBytes: number }) => {
  const jobId = await submit();
  await claim(jobId);
  await api.store.jobs.succeedAttempt({ jobId, attempt: 1, attempts: [] }, result);
  return jobId;
};

/** Waits without time passing: each look at the table is preceded by the next of `steps`, then the clock moves on. */
const waiting = (jobId: string, headers: Record<string, string>, steps: (() => Promise<unknown>)[] = []) => {
  let clock = 0;
  const sleep = async (ms: number) => {
    clock += ms;
    await steps.shift()?.();
  };
  const request = { pathParameters: { jobId }, headers };
  return api.call('get-job', request, { now: () => clock, sleep }).then((response) => ({ response, waitedMs: clock }));
};

describe('reading a job', () => {
  test('answers with the job, its version and when to ask again', async () => {
    const jobId = await submit();
    const response = await read(jobId);
    expect(response).toMatchObject({
      statusCode: 200,
      headers: { etag: 'W/"1"', 'retry-after': '1', 'cache-control': 'private, no-cache' },
    });
    expect(jobOf(response)).toMatchObject({ id: jobId, status: 'QUEUED' });
    expect(jobOf(response)).not.toHaveProperty('input');
  });

  test('adds the input on request, and nothing else can be included', async () => {
    const jobId = await submit();
    expect(jobOf(await read(jobId, { query: { include: 'input' } })).input).toEqual(TEXT_JOB.input);
    const refused = await read(jobId, { query: { include: 'owner' } });
    expect(problemOf(refused)).toMatchObject({ status: 400, code: 'malformed-query' });
  });

  test('says later to ask again the older the job is, and nothing once it has finished', async () => {
    const jobId = await submit();
    const after = async (ms: number) => {
      const { createdAt = 0 } = (await api.store.jobs.getJob(jobId)) ?? {};
      const response = await api.call('get-job', { pathParameters: { jobId } }, { now: () => createdAt + ms });
      return response.headers['retry-after'];
    };
    expect([await after(0), await after(30_000), await after(600_000)]).toEqual(['1', '2', '5']);
    expect((await read(await succeed({ inline: 1 }))).headers).not.toHaveProperty('retry-after');
  });

  test.each([
    ['another owner’s job', async () => ({ jobId: await submit(), owner: 'other' })],
    ['a job that never was', async () => ({ jobId: `job_${'0'.repeat(32)}`, owner: 'acme' })],
  ])('does not find %s, and can’t be told apart', async (_, arrange) => {
    const { jobId, owner } = await arrange();
    const response = await read(jobId, { owner });
    expect(problemOf(response)).toMatchObject({
      status: 404,
      code: 'job-not-found',
      detail: `There is no job ${jobId}. Jobs are kept for 30 days.`,
    });
  });

  test.each(['job_1', '', `job_${'A'.repeat(32)}`, `job_${'0'.repeat(33)}`, '../secrets', '__proto__'])(
    'refuses the id "%s"',
    async (jobId) => {
      expect(problemOf(await read(jobId))).toMatchObject({ status: 400, code: 'malformed-job-id' });
    },
  );
});

describe('the result', () => {
  test('holds URLs that serve the files of the job', async () => {
    const jobId = await submit();
    await claim(jobId);
    const key = payloadKeys.file(jobId, 1, 'words.csv');
    await api.store.payloads.putFile(key, Buffer.from('to,be'), 'text/csv');
    const file = { key, name: 'words.csv', contentType: 'text/csv', sizeBytes: 5 };
    await api.store.jobs.succeedAttempt({ jobId, attempt: 1, attempts: [] }, { inline: { file } });

    const { result } = jobOf(await read(jobId)) as { result: { file: Record<string, string> } };
    expect(result.file).toEqual({ name: 'words.csv', contentType: 'text/csv', sizeBytes: 5, url: expect.any(String) });
    const download = await fetch(result.file['url'] ?? '');
    expect(download.headers.get('content-disposition')).toContain('words.csv');
    await expect(download.text()).resolves.toBe('to,be');
  });

  test('is a URL when it is large', async () => {
    const stored = await api.store.payloads.putJson('jobs/large/result', { rows: [1, 2, 3] });
    const view = jobOf(await read(await succeed(stored)));
    expect(view).not.toHaveProperty('result');
    const download = await fetch(view.resultUrl ?? '');
    await expect(download.json()).resolves.toEqual({ rows: [1, 2, 3] });
  });
});

describe('If-None-Match', () => {
  test.each(['W/"1"', '"1"', '"9", W/"1"', '*'])('%s answers 304 while the job is unchanged', async (etag) => {
    const response = await read(await submit(), { headers: { 'if-none-match': etag } });
    expect(response).toMatchObject({ statusCode: 304, headers: { etag: 'W/"1"', 'retry-after': '1' } });
    expect(response.body).toBeUndefined();
  });

  test('of an older version answers with the job', async () => {
    const jobId = await submit();
    await claim(jobId);
    expect(await read(jobId, { headers: { 'if-none-match': 'W/"1"' } })).toMatchObject({
      statusCode: 200,
      headers: { etag: 'W/"2"' },
    });
  });
});

describe('Prefer: wait', () => {
  test('answers as soon as the job changes', async () => {
    const jobId = await submit();
    const { response, waitedMs } = await waiting(jobId, { prefer: 'wait=20' }, [
      () => Promise.resolve(),
      () => claim(jobId),
    ]);
    expect(response).toMatchObject({ statusCode: 200, headers: { 'preference-applied': 'wait=20', etag: 'W/"2"' } });
    expect(jobOf(response).status).toBe('RUNNING');
    expect(waitedMs).toBeLessThan(1000);
  });

  test('answers at once when the job is no longer what the caller knows', async () => {
    const jobId = await submit();
    await claim(jobId);
    const { response, waitedMs } = await waiting(jobId, { prefer: 'wait=20', 'if-none-match': 'W/"1"' });
    expect(response.statusCode).toBe(200);
    expect(waitedMs).toBe(0);
  });

  test('answers 304 after the time when nothing has changed', async () => {
    const headers = { prefer: 'wait=5', 'if-none-match': 'W/"1"' };
    const { response, waitedMs } = await waiting(await submit(), headers);
    expect(response).toMatchObject({ statusCode: 304, headers: { 'preference-applied': 'wait=5' } });
    expect(waitedMs).toBe(5000);
  });

  test('waits 20 seconds at most', async () => {
    const { response, waitedMs } = await waiting(await submit(), { prefer: 'wait=3600' });
    expect(response).toMatchObject({ statusCode: 200, headers: { 'preference-applied': 'wait=20' } });
    expect(waitedMs).toBe(20_000);
  });

  test('does not wait for a job that has finished', async () => {
    const { response, waitedMs } = await waiting(await succeed({ inline: 1 }), { prefer: 'wait=20' });
    expect(jobOf(response).status).toBe('SUCCEEDED');
    expect(waitedMs).toBe(0);
  });

  test('that nobody understands is ignored', async () => {
    const { response, waitedMs } = await waiting(await submit(), { prefer: 'wait=soon' });
    expect(response.headers).not.toHaveProperty('preference-applied');
    expect(waitedMs).toBe(0);
  });
});

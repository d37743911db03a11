import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { payloadKeys } from '@jobs/job-store';
import { TEXT_JOB, type TestApi, jobOf, problemOf, startApi } from '../testing/start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const DAY_MS = 24 * 60 * 60 * 1000;

const submit = async () => jobOf(await api.call('submit-job', { body: TEXT_JOB })).id;
const succeedWithFile = async () => {
  const jobId = await submit();
  await api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: 60_000 });
  await api.store.payloads.putFile(payloadKeys.file(jobId, 1, 'words.csv'), Buffer.from('to,be'), 'text/csv');
  // A result so large that it is kept outside of the table: its files have no URLs in it.
  await api.store.jobs.succeedAttempt(
    { jobId, attempt: 1, attempts: [] },
    { key: payloadKeys.result(jobId, 1), sizeBytes: 99_999 },
  );
  return jobId;
};
const read = (jobId: string, name: string, owner = 'acme') =>
  api.call('get-job-file', { pathParameters: { jobId, name }, owner });

describe('reading a file of a job', () => {
  test('leads to the file, whatever the size of the result', async () => {
    const response = await read(await succeedWithFile(), 'words.csv');
    expect(response.statusCode).toBe(302);
    const download = await fetch(response.headers['location'] ?? '');
    expect(download.headers.get('content-disposition')).toContain('words.csv');
    await expect(download.text()).resolves.toBe('to,be');
  });

  test('of another owner’s job finds no job', async () => {
    const response = await read(await succeedWithFile(), 'words.csv', 'other');
    expect(problemOf(response)).toMatchObject({ status: 404, code: 'job-not-found' });
  });

  test.each(['../result', '..', '', '.hidden', 'a/b', '%2e%2e%2fresult'])('refuses the name "%s"', async (name) => {
    const response = await read(await succeedWithFile(), name);
    expect(problemOf(response)).toMatchObject({ status: 404, code: 'file-not-found' });
  });

  test('of a job that has not succeeded says so', async () => {
    const problem = problemOf(await read(await submit(), 'words.csv'));
    expect(problem).toMatchObject({ status: 404, code: 'file-not-found' });
    expect(problem.detail).toContain('QUEUED');
  });

  test('is over with the last day that its job type keeps results, and so is a URL from before', async () => {
    const jobId = await succeedWithFile();
    const keptFor = { retentionDaysOf: () => 1 };
    const readKept = () => api.call('get-job-file', { pathParameters: { jobId, name: 'words.csv' } }, keptFor);
    api.advance(DAY_MS - 60_000);
    const { headers } = await readKept();
    const seconds = Number(new URL(headers['location'] ?? '').searchParams.get('X-Amz-Expires'));
    expect(seconds).toBeLessThanOrEqual(60);
    api.advance(60_000);
    expect(problemOf(await readKept())).toMatchObject({ status: 410, code: 'result-expired' });
    const job = jobOf(await api.call('get-job', { pathParameters: { jobId } }, keptFor));
    expect(job).toMatchObject({ status: 'SUCCEEDED', resultExpiredAt: expect.any(String) });
    expect(job).not.toHaveProperty('resultUrl');
  });
});

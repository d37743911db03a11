import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DependencyError, PublishFailedError } from '@jobs/job-store';
import { TEXT_JOB, type TestApi, jobOf, problemOf, startApi } from '../testing/start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

let jobId: string;
beforeEach(async () => {
  jobId = jobOf(await api.call('submit-job', { body: TEXT_JOB })).id;
  api.published.length = 0;
});

const cancel = (owner = 'acme') => api.call('cancel-job', { owner, pathParameters: { jobId } });
const claim = () => api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: 60_000 });

const requestCancel = () => Promise.reject(new DependencyError('DynamoDB', 'UpdateItem', true, new Error('slow')));

describe('cancelling a job', () => {
  test('that waits ends it at once, and says so to subscribers', async () => {
    const response = await cancel();
    expect(response).toMatchObject({ statusCode: 200, headers: { etag: 'W/"2"' } });
    expect(response.headers).not.toHaveProperty('retry-after');
    expect(jobOf(response)).toMatchObject({ id: jobId, status: 'CANCELLED', version: 2 });
    expect(api.published.map(({ type, data }) => [type, data.version])).toEqual([
      ['job.queued', 1],
      ['job.cancelled', 2],
    ]);
    await expect(claim()).resolves.toMatchObject({ outcome: 'not-runnable' });
  });

  test('twice changes nothing more', async () => {
    const first = jobOf(await cancel());
    const second = await cancel();
    expect(second.statusCode).toBe(200);
    expect(jobOf(second)).toEqual(first);
    expect(api.published).toHaveLength(2);
  });

  test('that runs has it stopped, which takes a moment', async () => {
    await claim();
    const response = await cancel();
    expect(response).toMatchObject({ statusCode: 202, headers: { 'retry-after': '1' } });
    expect(jobOf(response)).toMatchObject({ status: 'RUNNING', cancelRequestedAt: expect.any(String) });
    await expect(api.store.jobs.extendLease({ jobId, attempt: 1 }, { leaseDurationMs: 60_000 })).resolves.toMatchObject(
      {
        outcome: 'held',
        cancelRequested: true,
      },
    );
    const again = await cancel();
    expect(again.statusCode).toBe(202);
    expect(jobOf(again)).toEqual(jobOf(response));
  });

  test('that has finished is refused', async () => {
    await claim();
    await api.store.jobs.succeedAttempt({ jobId, attempt: 1, attempts: [] }, { inline: null });
    expect(problemOf(await cancel())).toMatchObject({ status: 409, code: 'job-already-finished' });
    expect(await api.store.jobs.getJob(jobId)).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('of another owner finds nothing and changes nothing', async () => {
    expect(problemOf(await cancel('other'))).toMatchObject({ status: 404, code: 'job-not-found' });
    expect(await api.store.jobs.getJob(jobId)).toMatchObject({ status: 'QUEUED', version: 1 });
  });

  test('with a malformed id is refused', async () => {
    const response = await api.call('cancel-job', { pathParameters: { jobId: 'job_1' } });
    expect(problemOf(response)).toMatchObject({ status: 400, code: 'malformed-job-id' });
  });

  test('holds even when nobody could be told of it: the reconciler will', async () => {
    const events = { publish: () => Promise.reject(new PublishFailedError(['e'], ['Throttled'])) };
    const response = await api.call('cancel-job', { pathParameters: { jobId } }, { store: { events } });
    expect(response.statusCode).toBe(200);
    expect(await api.store.jobs.getJob(jobId)).toMatchObject({ status: 'CANCELLED', dueAt: expect.any(Number) });
  });

  test('is not promised while the table does not answer', async () => {
    const store = { jobs: { ...api.store.jobs, requestCancel } };
    const response = await api.call('cancel-job', { pathParameters: { jobId } }, { store });
    expect(problemOf(response)).toMatchObject({ status: 503, code: 'service-unavailable' });
  });
});

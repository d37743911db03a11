import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DependencyError, payloadKeys, PublishFailedError } from '@jobs/job-store';
import { TEXT_JOB, type TestApi, jobOf, problemOf, startApi } from '../testing/start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

let jobId: string;
beforeEach(async () => {
  jobId = jobOf(await api.call('submit-job', { body: TEXT_JOB })).id;
});

const remove = (query: Record<string, string>, owner = 'acme', store = {}) =>
  api.call('cancel-job', { owner, pathParameters: { jobId }, query }, { store });
const purge = (owner = 'acme', store = {}) => remove({ purge: 'true' }, owner, store);

const resultKey = () => payloadKeys.result(jobId, 1);
async function succeed() {
  await api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: 60_000 });
  const result = await api.store.payloads.putJson(resultKey(), { words: 2 });
  await api.store.jobs.succeedAttempt({ jobId, attempt: 1, attempts: [] }, result);
}

const deletePayloadsOf = () => Promise.reject(new DependencyError('S3', 'DeleteObjects', true, new Error('slow')));
const publish = () => Promise.reject(new PublishFailedError(['e'], ['Throttled']));

describe('purging a job', () => {
  test('that has ended deletes it with its result', async () => {
    await succeed();
    expect(await purge()).toMatchObject({ statusCode: 204 });
    expect(await api.store.jobs.getJob(jobId)).toBeUndefined();
    await expect(api.store.payloads.getJson(resultKey())).rejects.toMatchObject({ name: 'PayloadNotFoundError' });
    expect(problemOf(await purge())).toMatchObject({ status: 404, code: 'job-not-found' });
  });

  test('that waits or runs is refused, and does not cancel it', async () => {
    expect(problemOf(await purge())).toMatchObject({ status: 409, code: 'job-not-finished' });
    await api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: 60_000 });
    expect(problemOf(await purge())).toMatchObject({ status: 409, code: 'job-not-finished' });
    const job = await api.store.jobs.getJob(jobId);
    expect(job).toMatchObject({ status: 'RUNNING' });
    expect(job).not.toHaveProperty('cancelRequestedAt');
  });

  test('of another owner finds nothing', async () => {
    await succeed();
    expect(problemOf(await purge('other'))).toMatchObject({ status: 404, code: 'job-not-found' });
    await expect(api.store.payloads.getJson(resultKey())).resolves.toEqual({ words: 2 });
  });

  test('whose payloads can’t be deleted leaves it to be purged again', async () => {
    await succeed();
    const refused = await purge('acme', { payloads: { ...api.store.payloads, deletePayloadsOf } });
    expect(problemOf(refused)).toMatchObject({ status: 503 });
    expect(await purge()).toMatchObject({ statusCode: 204 });
  });

  test('that was cancelled while it waited publishes that first: afterwards nobody could', async () => {
    await remove({}, 'acme', { events: { publish } });
    api.published.length = 0;
    expect(problemOf(await purge('acme', { events: { publish } })).status).toBeGreaterThanOrEqual(500);
    expect(await api.store.jobs.getJob(jobId)).toMatchObject({ status: 'CANCELLED' });
    expect(await purge()).toMatchObject({ statusCode: 204 });
    expect(api.published.map(({ type }) => type)).toEqual(['job.queued', 'job.cancelled']);
  });

  test('is said by "true" and nothing else', async () => {
    expect(problemOf(await remove({ purge: 'yes' }))).toMatchObject({ status: 400, code: 'malformed-query' });
    expect(await remove({ purge: 'false' })).toMatchObject({ statusCode: 200 });
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deadLetterQueueName, queueName, ROUTES, type FailureList, type OperatorJobView } from '@jobs/shared-contracts';
import type { ApiResponse } from './http/api-event.ts';
import { jobIdsOf, jobOf, problemOf, startApi, TEXT_JOB, type TestApi } from './testing/start-api.ts';

const { type } = TEXT_JOB;
const OPERATORS_ROUTES = ROUTES.filter(({ scope }) => scope === 'operator').map(({ operationId }) => operationId);

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const submit = async (owner: string) => {
  api.advance(1);
  return jobOf(await api.call('submit-job', { owner, body: { ...TEXT_JOB, tags: { of: owner } } })).id;
};
async function failedJob(owner: string): Promise<string> {
  const jobId = await submit(owner);
  await api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: 60_000 });
  await api.store.jobs.failAttempt({ jobId, attempt: 1, attempts: [] }, { code: 'boom', message: 'Boom' });
  return jobId;
}
const AS_OPERATOR = { owner: 'platform', scopes: 'operator' };
const viewOf = (response: ApiResponse) => JSON.parse(response.body ?? '') as OperatorJobView;
const failures = (query: Record<string, string>) => api.call('list-failures', { ...AS_OPERATOR, query });
const onJob = (operationId: 'get-any-job' | 'retry-any-job' | 'cancel-any-job', jobId: string) =>
  api.call(operationId, { ...AS_OPERATOR, pathParameters: { jobId } });

describe('an operator', () => {
  test.each(OPERATORS_ROUTES)('%s is for nobody else, not even for an admin', async (operationId) => {
    const scopes = 'jobs:read jobs:write webhooks:manage admin';
    const jobId = await failedJob('acme');
    const refused = await api.call(operationId, { scopes, pathParameters: { jobId, type }, body: { type } });
    expect(problemOf(refused)).toMatchObject({ status: 403, code: 'insufficient-scope' });
    expect(await api.store.jobs.getJob(jobId)).toMatchObject({ status: 'FAILED' });
  });

  test('may not act as an owner by that scope alone', async () => {
    const jobId = await submit('acme');
    for (const operationId of ['get-job', 'list-jobs', 'cancel-job', 'retry-job'] as const) {
      const refused = await api.call(operationId, { owner: 'acme', scopes: 'operator', pathParameters: { jobId } });
      expect(problemOf(refused)).toMatchObject({ status: 403 });
    }
  });

  test('sees how a job of any owner stands, and nothing that it was given or made', async () => {
    const jobId = await submit('acme');
    await api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: 60_000 });
    await api.store.jobs.succeedAttempt({ jobId, attempt: 1, attempts: [] }, { inline: { secret: 'of acme' } });
    const response = await onJob('get-any-job', jobId);
    expect(viewOf(response)).toMatchObject({ id: jobId, owner: 'acme', status: 'SUCCEEDED' });
    expect(response.body).not.toContain('of acme');
    expect(response.body).not.toContain('To be');
    expect(problemOf(await onJob('get-any-job', `job_${'0'.repeat(32)}`))).toMatchObject({ code: 'job-not-found' });
  });

  test('sees the failed jobs of all owners, page by page', async () => {
    const ids = [await failedJob('one'), await failedJob('two')].toReversed();
    const first = JSON.parse((await failures({ type, limit: '1' })).body ?? '') as FailureList;
    expect(first.jobs).toMatchObject([{ id: ids[0], owner: 'two', error: { code: 'boom' } }]);
    const second = JSON.parse(
      (await failures({ type, limit: '1', cursor: first.nextCursor ?? '' })).body ?? '',
    ) as FailureList;
    expect(second.jobs).toMatchObject([{ id: ids[1], owner: 'one' }]);
    expect(problemOf(await failures({ cursor: 'x' }))).toMatchObject({
      code: 'validation-failed',
      errors: [{ pointer: '#/cursor' }],
    });
  });

  test('retries a failed job of any owner, as that owner’s', async () => {
    const jobId = await failedJob('acme');
    await api.receiveAll(queueName(type, 'standard'));
    const response = await onJob('retry-any-job', jobId);
    expect(response).toMatchObject({ statusCode: 202, headers: { location: `/v1/operations/jobs/${jobId}` } });
    expect(viewOf(response)).toMatchObject({ status: 'QUEUED', owner: 'acme', maxAttempts: 4 });
    expect(jobIdsOf(await api.receiveAll(queueName(type, 'standard')))).toEqual([jobId]);
    expect(problemOf(await onJob('retry-any-job', jobId))).toMatchObject({ status: 409, code: 'job-not-failed' });
  });

  test('cancels a job of any owner: one that waits at once, one that runs by its worker', async () => {
    const [waiting, running] = [await submit('acme'), await submit('acme')];
    await api.store.jobs.claimJob(running, { claimId: running, leaseDurationMs: 60_000 });
    expect(viewOf(await onJob('cancel-any-job', waiting))).toMatchObject({ status: 'CANCELLED', owner: 'acme' });
    const stopping = await onJob('cancel-any-job', running);
    expect(stopping.statusCode).toBe(202);
    expect(viewOf(stopping)).toMatchObject({ status: 'RUNNING', cancelRequestedAt: expect.any(String) });
    expect(problemOf(await onJob('cancel-any-job', await failedJob('acme')))).toMatchObject({
      code: 'job-already-finished',
    });
    expect(problemOf(await onJob('cancel-any-job', `job_${'0'.repeat(32)}`))).toMatchObject({ code: 'job-not-found' });
  });

  test('redrives dead letters, so many as asked for and ten unless said', async () => {
    const jobIds: string[] = [];
    for (let n = 0; n < 12; n++) jobIds.push(await failedJob('acme'));
    await api.store.queues.sendMessages(
      deadLetterQueueName(type),
      jobIds.map((jobId) => ({ jobId, owner: 'acme' })),
    );
    const redrive = async (body: object) =>
      JSON.parse((await api.call('redrive-jobs', { ...AS_OPERATOR, body })).body ?? '') as object;
    expect(await redrive({ type, maxJobs: 1 })).toEqual({ redriven: 1, obsolete: 0, kept: 0 });
    expect(await redrive({ type })).toEqual({ redriven: 10, obsolete: 0, kept: 0 });
    expect(await redrive({ type, maxJobs: 100 })).toEqual({ redriven: 1, obsolete: 0, kept: 0 });
  });

  test('keeps the dead letter of a job that has not ended', async () => {
    const jobId = await submit('acme');
    await api.store.queues.sendMessages(deadLetterQueueName(type), [{ jobId, owner: 'acme' }]);
    const response = await api.call('redrive-jobs', { ...AS_OPERATOR, body: { type } });
    expect(JSON.parse(response.body ?? '')).toEqual({ redriven: 0, obsolete: 0, kept: 1 });
    expect(jobIdsOf(await api.receiveAll(deadLetterQueueName(type)))).toEqual([jobId]);
  });

  test.each([
    [{}, 'validation-failed', '#/type'],
    [{ type: 'no-such-type' }, 'unknown-job-type', '#/type'],
    [{ type, maxJobs: 0 }, 'validation-failed', '#/maxJobs'],
    [{ type, maxJobs: 101 }, 'validation-failed', '#/maxJobs'],
    [{ type, owner: 'acme' }, 'validation-failed', '#/owner'],
  ])('is told what is wrong with the redrive %j', async (body, code, pointer) => {
    const problem = problemOf(await api.call('redrive-jobs', { ...AS_OPERATOR, body }));
    expect(problem).toMatchObject({ status: 422, code, errors: [{ pointer }] });
  });
});

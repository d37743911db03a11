import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deadLetterQueueName, queueName } from '@jobs/shared-contracts';
import { lambdaContext } from '../testing/lambda-context.ts';
import { jobIdsOf, jobOf, problemOf, startApi, TEXT_JOB, type TestApi } from '../testing/start-api.ts';

const { type } = TEXT_JOB;
const LANE = queueName(type, 'standard');

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  await api.receiveAll(LANE);
  api.published.length = 0;
});

async function failedJob(): Promise<string> {
  const { id: jobId } = jobOf(await api.call('submit-job', { body: { ...TEXT_JOB, maxAttempts: 1 } }));
  await api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: 60_000 });
  await api.store.jobs.failAttempt({ jobId, attempt: 1, attempts: [] }, { code: 'boom', message: 'Boom' });
  await api.receiveAll(LANE);
  api.published.length = 0;
  return jobId;
}
const retry = (jobId: string, owner = 'acme', overrides = {}) =>
  api.call('retry-job', { owner, pathParameters: { jobId } }, overrides);

const publish = () => Promise.reject(new Error('SNS is away'));

describe('retrying a job', () => {
  test('queues a failed one again with all attempts of its type, tells of it, and has it run', async () => {
    const jobId = await failedJob();
    const response = await retry(jobId);
    expect(response).toMatchObject({ statusCode: 202, headers: { location: `/v1/jobs/${jobId}`, etag: 'W/"4"' } });
    expect(jobOf(response)).toMatchObject({
      id: jobId,
      status: 'QUEUED',
      attempt: 1,
      maxAttempts: 4,
      error: { code: 'boom' },
    });
    expect(api.published.map(({ type: state, subject }) => [state, subject])).toEqual([
      ['job.failed', jobId],
      ['job.queued', jobId],
    ]);
    expect(jobIdsOf(await api.receiveAll(LANE))).toEqual([jobId]);
  });

  test('is refused while a job has not failed, and changes nothing', async () => {
    const jobId = await failedJob();
    await retry(jobId);
    const before = await api.store.jobs.getJob(jobId);
    expect(problemOf(await retry(jobId))).toMatchObject({ status: 409, code: 'job-not-failed' });
    expect(await api.store.jobs.getJob(jobId)).toEqual(before);
  });

  test('finds no job of another owner, and changes nothing of it', async () => {
    const jobId = await failedJob();
    const refused = problemOf(await retry(jobId, 'mallory'));
    const unknown = problemOf(await retry(`job_${'0'.repeat(32)}`, 'mallory'));
    expect([refused.code, unknown.code]).toEqual(['job-not-found', 'job-not-found']);
    expect(await api.store.jobs.getJob(jobId)).toMatchObject({ status: 'FAILED' });
    expect(await api.receiveAll(LANE)).toEqual([]);
  });

  test('is taken also when nothing could be sent: the reconciler finds the job', async () => {
    const jobId = await failedJob();
    expect((await retry(jobId, 'acme', { store: { events: { publish } } })).statusCode).toBe(202);
    expect((await api.store.jobs.getJob(jobId))?.dueAt).toBeGreaterThan(0);
  });

  test('leaves the dead letter to a redrive, which finds it obsolete once the job has ended', async () => {
    const jobId = await failedJob();
    await api.store.queues.sendMessages(deadLetterQueueName(type), [{ jobId, owner: 'acme' }]);
    await retry(jobId);
    await api.store.jobs.requestCancel(jobId, 'acme');
    const redrive = api.createHandler('redrive-dead-letters');
    expect(await redrive({ type }, lambdaContext)).toEqual({ redriven: 0, obsolete: 1, kept: 0 });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { deadLetterQueueName, LANES, queueName, type Lane } from '@jobs/shared-contracts';
import { lambdaContext } from './testing/lambda-context.ts';
import { jobIdsOf, jobOf, problemOf, startApi, TEXT_JOB, type TestApi } from './testing/start-api.ts';

const { type } = TEXT_JOB;
const IMAGE_JOB = {
  type: 'image-transform',
  input: { image: { uploadId: `upl_${'0'.repeat(32)}` }, outputs: [{ fileName: 'a.png', format: 'png' }] },
};

// A run of the reconciler asks each of the 16 shards.
jest.setTimeout(30_000);

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

/** The jobs whose messages are in each lane; they are taken out. */
async function jobsByLane(): Promise<Record<Lane, string[]>> {
  const [high, standard, low] = await Promise.all(LANES.map((lane) => api.receiveAll(queueName(type, lane))));
  return { high: jobIdsOf(high ?? []), standard: jobIdsOf(standard ?? []), low: jobIdsOf(low ?? []) };
}
const NONE = { high: [], standard: [], low: [] };

beforeEach(async () => {
  await jobsByLane();
});

const submit = (changes: object = {}, headers: Record<string, string> = {}) =>
  api.call('submit-job', { body: { ...TEXT_JOB, ...changes }, headers });

async function failedJob(priority: Lane): Promise<string> {
  const { id: jobId } = jobOf(await submit({ priority, maxAttempts: 1 }));
  await api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: 60_000 });
  await api.store.jobs.failAttempt({ jobId, attempt: 1, attempts: [] }, { code: 'boom', message: 'Boom' });
  await jobsByLane();
  return jobId;
}

describe('the priority of a submission', () => {
  test.each(LANES)('"%s" is the lane of its message, and shown with the job', async (priority) => {
    const job = jobOf(await submit({ priority }));
    expect(job.priority).toBe(priority);
    expect(await jobsByLane()).toEqual({ ...NONE, [priority]: [job.id] });
    expect(jobOf(await api.call('get-job', { pathParameters: { jobId: job.id } })).priority).toBe(priority);
    expect(api.published.at(-1)?.data.priority).toBe(priority);
  });

  test('is "standard" when it says nothing', async () => {
    const job = jobOf(await submit());
    expect(job.priority).toBe('standard');
    expect(await jobsByLane()).toEqual({ ...NONE, standard: [job.id] });
  });

  test('is refused when the job type has no such lane, and those that it has are named', async () => {
    const response = await api.call('submit-job', { body: { ...IMAGE_JOB, priority: 'high' } });
    expect(problemOf(response)).toMatchObject({
      status: 422,
      code: 'validation-failed',
      errors: [{ pointer: '#/priority', detail: 'image-transform has no other priority than standard' }],
    });
  });

  test('is refused when there is none of that name', async () => {
    const response = await submit({ priority: 'urgent' });
    expect(problemOf(response)).toMatchObject({ status: 422, errors: [{ pointer: '#/priority' }] });
    expect(await jobsByLane()).toEqual(NONE);
  });

  test('makes it another request under the same Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'urgent-after-all' };
    await submit({ priority: 'low' }, key);
    expect(problemOf(await submit({ priority: 'high' }, key))).toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
    expect((await submit({ priority: 'low' }, key)).statusCode).toBe(202);
  });
});

describe('a job keeps its priority', () => {
  test('when it is retried', async () => {
    const jobId = await failedJob('low');
    await api.call('retry-job', { pathParameters: { jobId } });
    expect(await jobsByLane()).toEqual({ ...NONE, low: [jobId] });
  });

  test('when it is redriven, though the lanes share a dead-letter queue', async () => {
    const jobId = await failedJob('high');
    await api.store.queues.sendMessages(deadLetterQueueName(type), [{ jobId, owner: 'acme' }]);
    await api.call('redrive-jobs', { body: { type, maxJobs: 1 }, scopes: 'operator' });
    expect(await jobsByLane()).toEqual({ ...NONE, high: [jobId] });
  });

  test('when its message was lost, and the reconciler sends another', async () => {
    const { id } = jobOf(await submit({ priority: 'low' }));
    await jobsByLane();
    api.advance(3 * 60_000);
    await api.createHandler('reconcile-jobs')(
      { version: '0', source: 'aws.scheduler', 'detail-type': 'Scheduled Event', detail: '{}' },
      lambdaContext,
    );
    expect((await jobsByLane()).low).toContain(id);
  });
});

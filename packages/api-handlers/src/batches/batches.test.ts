import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  LIMITS,
  type BatchList,
  type BatchManifest,
  type BatchMemberList,
  type BatchSubmission,
  type JobEvent,
  type ManifestLocation,
} from '@jobs/shared-contracts';
import { aboutBatch, bodyOf, createBatchBench, idsOf, type BatchBench } from '../testing/batch-bench.ts';
import { TEXT_JOB, type TestApi, jobIdsOf, problemOf, startApi } from '../testing/start-api.ts';

const QUEUE = 'text-analyze-standard';
const MINUTE = 60_000;
const BROKEN = { ...TEXT_JOB, input: { source: {} } };
const NO_COUNTS = { refused: 0, pending: 0, succeeded: 0, failed: 0, cancelled: 0 };

// A run of the reconciler asks each of the shards.
jest.setTimeout(30_000);

let api: TestApi;
let bench: BatchBench;
beforeAll(async () => {
  api = await startApi();
  bench = createBatchBench(api);
});
afterAll(() => api.stop());
beforeEach(async () => {
  await api.receiveAll(QUEUE);
  api.published.length = 0;
  bench.completions.length = 0;
});

describe('a batch', () => {
  test('accepts or refuses each of its jobs on its own, and says which', async () => {
    const answer = await bench.post({
      jobs: [TEXT_JOB, BROKEN, 'no job', TEXT_JOB],
      name: 'Letters',
      tags: { a: 'b' },
    });
    const batch = bodyOf<BatchSubmission>(answer);
    expect(answer).toMatchObject({ statusCode: 202, headers: { location: `/v1/batches/${batch.id}` } });
    expect(batch).toMatchObject({
      name: 'Letters',
      tags: { a: 'b' },
      status: 'RUNNING',
      counts: { ...NO_COUNTS, total: 4, refused: 2, pending: 2 },
    });
    expect(batch.results).toMatchObject([
      { index: 0, jobId: expect.stringMatching(/^job_/) },
      { index: 1, problem: { code: 'validation-failed', status: 422 } },
      { index: 2, problem: { code: 'validation-failed' } },
      { index: 3, jobId: expect.stringMatching(/^job_/) },
    ]);
    const [first = '', , , last = ''] = idsOf(batch);
    expect(jobIdsOf(await api.receiveAll(QUEUE)).toSorted()).toEqual([first, last].toSorted());
    expect(await bench.stored(first)).toMatchObject({ batchId: batch.id, batchIndex: 0, settles: true });
  });

  test('completes once, when the last of its jobs has ended, with a manifest of all of them', async () => {
    const batch = await bench.submit([TEXT_JOB, BROKEN, TEXT_JOB, TEXT_JOB]);
    const [first = '', , second = '', third = ''] = idsOf(batch);
    await bench.settle(await bench.end(first), await bench.end(second, 'fail'));
    expect(await bench.read(batch.id)).toMatchObject({
      status: 'RUNNING',
      counts: { total: 4, refused: 1, pending: 1, succeeded: 1, failed: 1, cancelled: 0 },
    });
    expect(problemOf(await api.call('get-batch-manifest', aboutBatch(batch.id)))).toMatchObject({
      status: 409,
      code: 'batch-not-completed',
    });
    await api.call('cancel-job', { pathParameters: { jobId: third } });
    await Promise.all([bench.settlePublished(), bench.settlePublished(), bench.settlePublished()]);
    const counts = { total: 4, refused: 1, pending: 0, succeeded: 1, failed: 1, cancelled: 1 };
    expect(await bench.read(batch.id)).toMatchObject({ status: 'COMPLETED', counts, completedAt: expect.any(String) });
    expect(bench.completions).toMatchObject([{ id: `${batch.id}.1`, type: 'batch.completed', data: { counts } }]);

    const { statusCode, headers } = await api.call('get-batch-manifest', aboutBatch(batch.id));
    expect(statusCode).toBe(302);
    const manifest = (await (await fetch(headers?.['location'] ?? '')).json()) as BatchManifest;
    expect(manifest).toMatchObject({
      id: batch.id,
      counts,
      jobs: [
        { index: 0, jobId: first, status: 'SUCCEEDED', path: `/v1/jobs/${first}` },
        { index: 1, status: 'REFUSED', problem: { code: 'validation-failed' } },
        { index: 2, jobId: second, status: 'FAILED', error: { code: 'broken' } },
        { index: 3, jobId: third, status: 'CANCELLED' },
      ],
    });
    const told = await api.call('get-batch-manifest', aboutBatch(batch.id, { query: { redirect: 'false' } }));
    expect(await (await fetch(bodyOf<ManifestLocation>(told).url)).json()).toEqual(manifest);
    const wrong = await api.call('get-batch-manifest', aboutBatch(batch.id, { query: { redirect: 'no' } }));
    expect(problemOf(wrong)).toMatchObject({ status: 400, code: 'malformed-query' });
  });

  test('counts a job that is retried as what it is now, and does not complete meanwhile', async () => {
    const batch = await bench.submit([TEXT_JOB, TEXT_JOB]);
    const [first = '', second = ''] = idsOf(batch);
    const failure = await bench.end(first, 'fail');
    await bench.settle(failure);
    expect((await bench.read(batch.id)).counts).toMatchObject({ failed: 1, pending: 1 });
    await bench.retry(first);
    // Of the retry nobody has told yet.
    await bench.settle(await bench.end(second));
    expect(bench.completions).toEqual([]);
    expect((await bench.read(batch.id)).counts).toMatchObject({ failed: 0, pending: 1, succeeded: 1 });
    const success = await bench.end(first);
    await bench.settle(success);
    await bench.settle(failure, success, failure);
    expect(await bench.read(batch.id)).toMatchObject({
      status: 'COMPLETED',
      counts: { ...NO_COUNTS, total: 2, succeeded: 2 },
    });
    expect(bench.completions).toHaveLength(1);
  });

  test('goes on counting once it has completed, but completes no second time', async () => {
    const batch = await bench.submit([TEXT_JOB]);
    const [jobId = ''] = idsOf(batch);
    await bench.settle(await bench.end(jobId, 'fail'));
    await bench.retry(jobId);
    await bench.settlePublished();
    expect(await bench.read(batch.id)).toMatchObject({ status: 'COMPLETED', counts: { pending: 1, failed: 0 } });
    await bench.settle(await bench.end(jobId));
    expect(await bench.read(batch.id)).toMatchObject({ status: 'COMPLETED', counts: { succeeded: 1, failed: 0 } });
    expect(bench.completions).toMatchObject([{ data: { counts: { failed: 1 } } }]);
  });

  test('is completed by its submission when all of its jobs have ended by then', async () => {
    const { batches } = api.store;
    const jobs: JobEvent[] = [];
    const answer = await bench.post(
      { jobs: [TEXT_JOB, BROKEN] },
      {},
      {
        batches: {
          ...batches,
          // The last thing before the submission ends.
          recordRefusal: async (batch, index, problem) => {
            await batches.recordRefusal(batch, index, problem);
            const queued = jobIdsOf(await api.receiveAll(QUEUE));
            for (const jobId of queued) jobs.push(await bench.end(jobId));
            await bench.settle(...jobs);
          },
        },
      },
    );
    expect(jobs).toHaveLength(1);
    expect(bodyOf<BatchSubmission>(answer)).toMatchObject({
      status: 'COMPLETED',
      counts: { succeeded: 1, refused: 1 },
    });
    expect(bench.completions).toHaveLength(1);
  });

  test('tells its jobs page by page, each with its state or why it was refused', async () => {
    const batch = await bench.submit([TEXT_JOB, BROKEN, TEXT_JOB]);
    const [first = '', , third = ''] = idsOf(batch);
    await bench.settle(await bench.end(first));
    const page = async (query: Record<string, string>) =>
      bodyOf<BatchMemberList>(await api.call('list-batch-jobs', aboutBatch(batch.id, { query })));
    const { jobs, nextCursor = '' } = await page({ limit: '2' });
    expect(jobs).toMatchObject([
      { index: 0, jobId: first, status: 'SUCCEEDED' },
      { index: 1, problem: { code: 'validation-failed' } },
    ]);
    expect(await page({ limit: '2', cursor: nextCursor })).toEqual({
      jobs: [{ index: 2, jobId: third, status: 'QUEUED' }],
    });
    const refused = await api.call('list-batch-jobs', aboutBatch(batch.id, { query: { limit: '0', cursor: 'x' } }));
    expect(problemOf(refused).errors).toMatchObject([{ pointer: '#/limit' }, { pointer: '#/cursor' }]);
  });

  test('is listed, the newest first, page by page', async () => {
    const owner = `owner-${randomUUID().slice(0, 8)}`;
    const made: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      made.unshift(bodyOf<BatchSubmission>(await bench.post({ jobs: [TEXT_JOB] }, { owner })).id);
      api.advance(1);
    }
    const page = async (query: Record<string, string>) =>
      bodyOf<BatchList>(await api.call('list-batches', { owner, query }));
    const { batches, nextCursor = '' } = await page({ limit: '2' });
    const rest = await page({ cursor: nextCursor });
    expect([...batches, ...rest.batches].map(({ id }) => id)).toEqual(made);
    expect(rest).not.toHaveProperty('nextCursor');
    expect(problemOf(await api.call('list-batches', { query: { cursor: '.' } })).errors).toMatchObject([
      { pointer: '#/cursor' },
    ]);
  });

  test.each(['get-batch', 'list-batch-jobs', 'get-batch-manifest', 'cancel-batch'] as const)(
    'does not exist for another owner: %s',
    async (operation) => {
      const batch = await bench.submit([TEXT_JOB]);
      const others = problemOf(await api.call(operation, aboutBatch(batch.id, { owner: 'other' })));
      const never = problemOf(await api.call(operation, aboutBatch(`bat_${'0'.repeat(32)}`)));
      expect(others).toMatchObject({ status: 404, code: 'batch-not-found', detail: never.detail });
      expect(await bench.stored(idsOf(batch)[0] ?? '')).toMatchObject({ status: 'QUEUED' });
    },
  );

  test('is refused as a whole when none of its jobs is accepted, and then there is none', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const refused = problemOf(await bench.post({ jobs: [BROKEN, { type: 'no-such-type', input: {} }] }, { headers }));
    expect(refused).toMatchObject({
      status: 422,
      code: 'no-job-accepted',
      errors: [{ pointer: '#/jobs/0/input/source' }, { pointer: '#/jobs/1/type' }],
    });
    expect(await bench.post({ jobs: [TEXT_JOB] }, { headers })).toMatchObject({ statusCode: 202 });
  });

  test('checks uploads and webhooks as those of single jobs are checked', async () => {
    const uploadId = `upl_${'0'.repeat(32)}`;
    const image = {
      type: 'image-transform',
      input: { image: { uploadId }, outputs: [{ fileName: 'a.png', format: 'png' }] },
    };
    expect((await bench.submit([TEXT_JOB, image])).results[1]).toMatchObject({ problem: { code: 'upload-not-found' } });
    const webhook = { url: 'https://hooks.example.com/batches' };
    const owner = `owner-${randomUUID().slice(0, 8)}`;
    const body = { jobs: [TEXT_JOB], webhook };
    expect(problemOf(await bench.post(body, { owner }))).toMatchObject({ status: 422, code: 'webhook-secret-missing' });
    await api.call('rotate-webhook-secret', { owner });
    expect(await bench.post(body, { owner })).toMatchObject({ statusCode: 202 });
  });

  test('has at most so many jobs, in so large a body', async () => {
    const tooMany = problemOf(await bench.post({ jobs: Array.from({ length: LIMITS.batchJobs + 1 }, () => 1) }));
    expect(tooMany).toMatchObject({ status: 422, errors: [{ pointer: '#/jobs' }] });
    expect(problemOf(await bench.post({ jobs: [] }))).toMatchObject({ status: 422 });
    const large = problemOf(await bench.post({ jobs: ['x'.repeat(LIMITS.batchBodyBytes)] }));
    expect(large).toMatchObject({ status: 413, code: 'payload-too-large' });
    expect(large.detail).toContain(String(LIMITS.batchBodyBytes));
    const { results } = await bench.submit([TEXT_JOB, 'x'.repeat(LIMITS.requestBodyBytes)]);
    expect(results[1]).toMatchObject({ problem: { code: 'payload-too-large' } });
  });
});

describe('a batch that is sent again with its Idempotency-Key', () => {
  test('is answered alike, and makes no job twice', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { jobs: [TEXT_JOB, BROKEN] };
    const first = await bench.post(body, { headers });
    await api.receiveAll(QUEUE);
    const again = await bench.post(body, { headers });
    expect(again.headers).toMatchObject({ 'idempotency-replayed': 'true' });
    expect(bodyOf(again)).toEqual(bodyOf(first));
    expect(await api.receiveAll(QUEUE)).toEqual([]);
    expect(problemOf(await bench.post({ jobs: [TEXT_JOB] }, { headers }))).toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  test('goes on where it was cut off', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { jobs: Array.from({ length: 5 }, () => TEXT_JOB) };
    // Dies with two of five jobs stored.
    let created = 0;
    const { jobs, batches } = api.store;
    const cutOff = { ...batches, readMembers: () => Promise.reject(new Error('it has died')) };
    const createJob: typeof jobs.createJob = (job) =>
      created++ < 2 ? jobs.createJob(job) : Promise.reject(new Error('it has died'));
    await bench.post(body, { headers }, { jobs: { ...jobs, createJob }, batches: cutOff });
    const before = jobIdsOf(await api.receiveAll(QUEUE));
    expect(before).toHaveLength(2);

    const batch = bodyOf<BatchSubmission>(await bench.post(body, { headers }));
    expect(batch).toMatchObject({ status: 'RUNNING', counts: { ...NO_COUNTS, total: 5, pending: 5 } });
    const added = jobIdsOf(await api.receiveAll(QUEUE));
    expect([...before, ...added].toSorted()).toEqual(idsOf(batch).toSorted());
  });

  test('is ended without those that are missing when it is not sent again', async () => {
    const { jobs, batches } = api.store;
    let created = 0;
    const createJob: typeof jobs.createJob = (job) =>
      created++ < 2 ? jobs.createJob(job) : Promise.reject(new Error('it has died'));
    const cutOff = { ...batches, readMembers: () => Promise.reject(new Error('it has died')) };
    const owner = `owner-${randomUUID().slice(0, 8)}`;
    await bench.post(
      { jobs: [TEXT_JOB, TEXT_JOB, TEXT_JOB] },
      { owner },
      { jobs: { ...jobs, createJob }, batches: cutOff },
    );
    const list = async () => bodyOf<BatchList>(await api.call('list-batches', { owner })).batches[0];
    expect(await list()).toMatchObject({ status: 'SUBMITTING' });
    for (const jobId of jobIdsOf(await api.receiveAll(QUEUE))) await bench.settle(await bench.end(jobId));
    expect(await list()).toMatchObject({ status: 'SUBMITTING', counts: { succeeded: 2, pending: 1 } });
    api.advance(5 * MINUTE);
    await bench.reconcile();
    expect(await list()).toMatchObject({ status: 'COMPLETED', counts: { succeeded: 2, refused: 1 } });
    expect(bench.completions).toHaveLength(1);
  });
});

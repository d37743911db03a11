import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { LIMITS, type BatchView } from '@jobs/shared-contracts';
import { aboutBatch, away, bodyOf, createBatchBench, idsOf, type BatchBench } from '../testing/batch-bench.ts';
import { TEXT_JOB, type TestApi, jobIdsOf, problemOf, startApi } from '../testing/start-api.ts';

const QUEUE = 'text-analyze-standard';
const MINUTE = 60_000;
const BROKEN = { ...TEXT_JOB, input: { source: {} } };

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

describe('jobs of a batch that wait for each other', () => {
  test('start one after another, whatever their order', async () => {
    const batch = await bench.submit([{ ...TEXT_JOB, after: ['#2', '#1'] }, TEXT_JOB, { ...TEXT_JOB, after: ['#1'] }]);
    const [last = '', first = '', second = ''] = idsOf(batch);
    expect(jobIdsOf(await api.receiveAll(QUEUE))).toEqual([first]);
    await bench.settle(await bench.end(first));
    expect(jobIdsOf(await api.receiveAll(QUEUE))).toEqual([second]);
    await bench.settle(await bench.end(second));
    await bench.settle(await bench.end(last));
    expect(await bench.read(batch.id)).toMatchObject({ status: 'COMPLETED', counts: { succeeded: 3 } });
  });

  test('end with the one that fails, and complete the batch', async () => {
    const batch = await bench.submit([TEXT_JOB, { ...TEXT_JOB, after: ['#0'] }, { ...TEXT_JOB, after: ['#1'] }]);
    await bench.settle(await bench.end(idsOf(batch)[0] ?? '', 'fail'));
    await bench.settlePublished();
    await bench.settlePublished();
    expect(await bench.read(batch.id)).toMatchObject({ status: 'COMPLETED', counts: { failed: 1, cancelled: 2 } });
  });

  test('are refused with the one that is refused', async () => {
    const { results } = await bench.submit([BROKEN, { ...TEXT_JOB, after: ['#0'] }, TEXT_JOB]);
    expect(results[1]).toMatchObject({
      problem: { errors: [{ pointer: '#/after/0', detail: 'names no job of yours' }] },
    });
  });

  test.each<[string, readonly (readonly string[])[], string]>([
    ['a job that waits for itself', [['#0']], '#/jobs/0/after/0'],
    ['two that wait for each other', [['#1'], ['#0']], '#/jobs/0/after/0'],
    ['three in a ring', [[], ['#3'], ['#1'], ['#0', '#2']], '#/jobs/1/after/0'],
    ['one that is not there', [['#7']], '#/jobs/0/after/0'],
  ])('are all refused for %s', async (_, afters, pointer) => {
    const jobs = afters.map((after) => ({ ...TEXT_JOB, ...(after.length > 0 && { after }) }));
    const refused = problemOf(await bench.post({ jobs }));
    expect(refused).toMatchObject({ status: 422, code: 'validation-failed' });
    expect(refused.errors?.[0]?.pointer).toBe(pointer);
    expect(await api.receiveAll(QUEUE)).toEqual([]);
  });

  test('may wait for others that wait, but not too deep', async () => {
    const chain = Array.from({ length: LIMITS.batchDepth + 1 }, (_, index) => ({
      ...TEXT_JOB,
      ...(index > 0 && { after: [`#${index - 1}`] }),
    }));
    expect(problemOf(await bench.post({ jobs: chain }))).toMatchObject({
      status: 422,
      errors: [{ pointer: `#/jobs/${LIMITS.batchDepth}/after` }],
    });
  });
});

describe('a batch that is cancelled', () => {
  test('has all of its jobs cancelled that have not ended, and completes', async () => {
    const batch = await bench.submit([TEXT_JOB, TEXT_JOB, { ...TEXT_JOB, delaySeconds: 3600 }, BROKEN]);
    await bench.settle(await bench.end(idsOf(batch)[0] ?? ''));
    const cancelled = await api.call('cancel-batch', aboutBatch(batch.id));
    expect(cancelled).toMatchObject({ statusCode: 202 });
    expect(bodyOf<BatchView>(cancelled).cancelRequestedAt).toEqual(expect.any(String));
    await bench.settlePublished();
    expect(await bench.read(batch.id)).toMatchObject({
      status: 'COMPLETED',
      counts: { total: 4, refused: 1, pending: 0, succeeded: 1, failed: 0, cancelled: 2 },
    });
    await api.call('cancel-batch', aboutBatch(batch.id));
    expect(bench.completions).toHaveLength(1);
  });

  test('is cancelled to its end by the reconciler when the request could not', async () => {
    const batch = await bench.submit([TEXT_JOB, TEXT_JOB]);
    const { jobs } = api.store;
    await api.call('cancel-batch', aboutBatch(batch.id), { store: { jobs: { ...jobs, requestCancel: away } } });
    await bench.reconcile();
    await bench.settlePublished();
    expect(await bench.read(batch.id)).toMatchObject({ status: 'COMPLETED', counts: { cancelled: 2 } });
  });

  test('by the failure of a job, where it says so, ends the others', async () => {
    const batch = await bench.submit([TEXT_JOB, TEXT_JOB, TEXT_JOB], { onFailure: 'cancel' });
    await bench.settle(await bench.end(idsOf(batch)[1] ?? '', 'fail'));
    await bench.settlePublished();
    expect(await bench.read(batch.id)).toMatchObject({ status: 'COMPLETED', counts: { failed: 1, cancelled: 2 } });
  });
});

describe('what was lost on the way', () => {
  test('the end of a job is found by the reconciler', async () => {
    const batch = await bench.submit([TEXT_JOB, TEXT_JOB]);
    for (const jobId of idsOf(batch)) await bench.end(jobId);
    api.advance(2 * MINUTE);
    await bench.reconcile();
    expect(await bench.read(batch.id)).toMatchObject({ status: 'COMPLETED', counts: { succeeded: 2 } });
    expect(bench.completions).toHaveLength(1);
  });

  test('the event of a completion is published by the reconciler, as it was then', async () => {
    const batch = await bench.submit([TEXT_JOB]);
    const [jobId = ''] = idsOf(batch);
    const event = await bench.end(jobId, 'fail');
    const failed = await bench.settleBy([event], { batchEvents: { publishBatch: away } });
    expect(failed.batchItemFailures).toHaveLength(1);
    await bench.retry(jobId);
    await bench.settle(await bench.end(jobId));
    api.advance(MINUTE);
    await bench.reconcile();
    await bench.reconcile();
    expect(bench.completions).toMatchObject([{ data: { counts: { failed: 1, succeeded: 0 } } }]);
  });
});

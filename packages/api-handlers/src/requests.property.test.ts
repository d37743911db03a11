import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { JOB_TYPES, OPERATION_IDS, routeOf, type OperationId } from '@jobs/shared-contracts';
import * as fc from 'fast-check';
import { aboutBatch, createBatchBench } from './testing/batch-bench.ts';
import type { TestRequest } from './testing/api-gateway-event.ts';
import { faultsOf } from './testing/openapi-answers.ts';
import { TEXT_JOB, type TestApi, jobOf, startApi } from './testing/start-api.ts';

const UPLOAD_ID = `upl_${'0'.repeat(32)}`;

let api: TestApi;
const jobIds: string[] = [];
beforeAll(async () => {
  api = await startApi();
  for (const _ of ['waits', 'runs', 'has succeeded']) {
    jobIds.push(jobOf(await api.call('submit-job', { body: TEXT_JOB })).id);
  }
  const [, running = '', succeeded = ''] = jobIds;
  for (const jobId of [running, succeeded]) {
    await api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: 1e9 });
  }
  await failedJob();
  await api.store.jobs.succeedAttempt(
    { jobId: succeeded, attempt: 1, attempts: [] },
    { key: 'jobs/x/result', sizeBytes: 9 },
  );
  const [jobId = ''] = jobIds;
  const delivery = { owner: 'acme', type: 'job.queued', url: 'https://a.example/', body: '{}' } as const;
  await api.store.webhookDeliveries.createDelivery({ jobId, webhookId: `${jobId}_1`, ...delivery });
});
afterAll(() => api.stop());

async function failedJob(): Promise<string> {
  const jobId = jobOf(await api.call('submit-job', { body: TEXT_JOB })).id;
  await api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: 1e9 });
  await api.store.jobs.failAttempt({ jobId, attempt: 1, attempts: [] }, { code: 'boom', message: 'Boom' });
  return jobId;
}

/** One that has completed: it has a manifest. */
async function batch(): Promise<string> {
  const { submit, settlePublished } = createBatchBench(api);
  const { id } = await submit([TEXT_JOB]);
  await api.call('cancel-batch', aboutBatch(id));
  await settlePublished();
  return id;
}

const HOURLY = { ...TEXT_JOB, rateSeconds: 3600 };

async function schedule(): Promise<string> {
  const { body: answer = '' } = await api.call('create-schedule', { body: HOURLY });
  return (JSON.parse(answer) as { readonly id: string }).id;
}

/** Waiting for a change takes no time. */
const sleep = async (ms: number) => api.advance(ms);

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 300 }));
/** What an HTTP client can send in a header. */
const headerValue = fc.oneof(fc.string({ unit: fc.integer({ min: 32, max: 255 }).map((c) => String.fromCharCode(c)) }));

/** Submissions that are nearly right: each part is right or anything at all. */
const nearly = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: right, weight: 4 }, { arbitrary: fc.jsonValue(), weight: 1 });
const input = fc.oneof(
  nearly(fc.record({ source: nearly(fc.record({ text })) })),
  fc.record({
    image: nearly(fc.record({ uploadId: fc.constantFrom(UPLOAD_ID, 'upl_1') })),
    outputs: nearly(fc.array(text)),
  }),
  fc.record({ content: nearly(fc.record({ markdown: text })), title: nearly(text) }, { requiredKeys: ['content'] }),
);
const submission = fc.record(
  {
    type: nearly(fc.constantFrom<string>(...JOB_TYPES.map(({ name }) => name))),
    input: nearly(input),
    after: nearly(fc.array(fc.constantFrom('#0', '#1', '#7', `job_${'0'.repeat(32)}`))),
    maxAttempts: nearly(fc.integer({ min: -1, max: 30 })),
    tags: nearly(fc.dictionary(text, text)),
    sizeBytes: nearly(fc.integer()),
    delaySeconds: nearly(fc.integer({ min: -1, max: 1e8 })),
    runAt: nearly(fc.date().map((date) => (Number.isNaN(date.getTime()) ? 'never' : date.toISOString()))),
    cron: nearly(fc.constantFrom('* * * * *', '0 0 30 2 *', '61 * * * *', '@daily')),
    rateSeconds: nearly(fc.integer({ min: 0, max: 1e8 })),
    timeZone: nearly(fc.constantFrom('UTC', 'Europe/Berlin', 'Mars/Olympus', '+01:00')),
    dryRun: nearly(fc.boolean()),
    webhook: nearly(fc.record({ url: nearly(fc.webUrl({ withQueryParameters: true })), events: fc.jsonValue() })),
  },
  { requiredKeys: [] },
);
const wholeSubmission = fc.record({
  type: fc.constant('text-analyze'),
  input: fc.record({ source: fc.record({ text: fc.string({ minLength: 1, unit: 'grapheme' }) }) }),
});
const upload = fc.record(
  { sizeBytes: fc.integer({ min: 1 }), contentType: headerValue },
  { requiredKeys: ['sizeBytes'] },
);
const batchOf = fc.record(
  {
    jobs: nearly(fc.array(fc.oneof(wholeSubmission, nearly(submission)), { maxLength: 3 })),
    onFailure: nearly(fc.constantFrom('continue', 'cancel')),
    name: nearly(text),
  },
  { requiredKeys: ['jobs'] },
);
const body = fc.oneof(
  wholeSubmission,
  batchOf,
  submission,
  upload,
  text,
  fc.json(),
  fc.nat(300_000).map((size) => JSON.stringify('x'.repeat(size))),
  fc.nat(50_000).map((depth) => '{"a":['.repeat(depth)),
);

const headers = fc.record(
  {
    'content-type': fc.oneof(
      { arbitrary: fc.constantFrom('application/json', 'application/json; charset=utf-8'), weight: 4 },
      { arbitrary: headerValue, weight: 1 },
    ),
    'idempotency-key': fc.oneof(fc.constantFrom('a', 'b'), headerValue),
    prefer: fc.oneof(fc.constantFrom('wait=5', 'respond-async, wait=1'), headerValue),
    'if-none-match': fc.oneof(fc.constantFrom('*', 'W/"1"', '"2"'), headerValue),
    traceparent: headerValue,
    'x-api-key': headerValue,
  },
  { requiredKeys: [] },
);

const authorizer = fc.oneof(
  { arbitrary: fc.constant({ authenticated: 'true', owner: 'acme', scopes: 'jobs:read jobs:write' }), weight: 8 },
  { arbitrary: fc.constant({ authenticated: 'true', owner: 'acme', scopes: 'operator' }), weight: 4 },
  { arbitrary: fc.record({ authenticated: nearly(fc.constant('true')), owner: text, scopes: text }), weight: 1 },
  { arbitrary: fc.jsonValue(), weight: 1 },
);

const base64 = fc.string().map((value) => Buffer.from(value).toString('base64url'));
const listQuery = fc.record(
  {
    type: fc.oneof(fc.constantFrom('text-analyze', 'csv-etl'), text),
    status: fc.oneof(fc.constantFrom('QUEUED', 'FAILED'), text),
    limit: fc.oneof(fc.integer({ min: -1, max: 101 }).map(String), text),
    // That of a job of long ago, and what is none.
    cursor: fc.oneof(fc.constant(Buffer.from(`zz.${'0'.repeat(32)}`).toString('base64url')), base64, text),
  },
  { requiredKeys: [] },
);

type Sent = readonly [OperationId, TestRequest];

const nearlyRight: fc.Arbitrary<Sent> = fc.tuple(
  fc.constantFrom(...OPERATION_IDS),
  fc.record(
    {
      authorizer,
      body,
      headers,
      isBase64Encoded: fc.boolean(),
      pathParameters: fc.record({
        batchId: fc.oneof(fc.constant(`bat_${'0'.repeat(32)}`), text),
        scheduleId: fc.oneof(fc.constant(`sch_${'0'.repeat(32)}`), text),
        jobId: fc.oneof(
          fc.nat(2).map((i) => jobIds[i] ?? ''),
          text,
        ),
        type: fc.oneof(fc.constantFrom('csv-etl', '__proto__', 'constructor'), text),
        name: fc.oneof(fc.constantFrom('words.csv', '..', '../result'), text),
        webhookId: fc.oneof(
          fc.nat(2).map((i) => `${jobIds[i]}_1`),
          text,
        ),
      }),
      query: fc.oneof(fc.constant({ include: 'input' }), listQuery, fc.dictionary(text, text)),
    },
    { requiredKeys: ['authorizer'] },
  ),
);
/** What is only nearly right is next to never accepted. */
const right: fc.Arbitrary<Sent> = wholeSubmission.map((whole) => ['submit-job', { body: whole }]);
const request = fc.oneof({ arbitrary: nearlyRight, weight: 19 }, { arbitrary: right, weight: 1 });

describe('whatever anybody sends', () => {
  test('the answer is never a 5xx, and always one that the OpenAPI document describes', async () => {
    const seen = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(request, async ([operationId, sent]) => {
        const encoded =
          sent.isBase64Encoded && typeof sent.body === 'string'
            ? { ...sent, body: Buffer.from(sent.body).toString('base64') }
            : { ...sent, isBase64Encoded: false };
        const response = await api.call(operationId, encoded, { sleep });
        expect(response.statusCode).toBeLessThan(500);
        expect(faultsOf(operationId, response)).toEqual([]);
        seen.set(response.statusCode, (seen.get(response.statusCode) ?? 0) + 1);
      }),
      { numRuns: 500 },
    );
    // The requests were not all refused at the door.
    expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 202, 400, 401, 422]));
  }, 60_000);

  test.each(OPERATION_IDS)('%s answers a wrong key with a 401 problem, and a good one with its success', async (id) => {
    const [{ status: success } = { status: 200 }] = routeOf(id).answers;
    const isRetry = id === 'retry-job' || id === 'retry-any-job';
    const good = {
      pathParameters: {
        jobId: isRetry ? await failedJob() : (jobIds[id === 'get-job-file' ? 2 : 0] ?? ''),
        type: 'csv-etl',
        name: 'words.csv',
        webhookId: `${jobIds[0]}_1`,
        scheduleId: await schedule(),
        batchId: id.includes('batch') ? await batch() : '',
      },
      ...(id === 'create-schedule' && { body: HOURLY }),
      ...(id === 'update-schedule' && { body: { paused: true } }),
      ...(id === 'submit-job' && { body: TEXT_JOB }),
      ...(id === 'submit-batch' && { body: { jobs: [TEXT_JOB] } }),
      ...(id === 'create-upload' && { body: { sizeBytes: 1 } }),
      ...(id === 'redrive-jobs' && { body: { type: 'csv-etl' } }),
      ...(id === 'retry-jobs' && { body: { errorCode: 'none' } }),
      ...(id === 'pause-job-type' && { body: { reason: 'A test' } }),
    };
    const refused = await api.call(id, { ...good, authorizer: { authenticated: 'false', reason: 'unknown' } });
    expect(refused.statusCode).toBe(401);
    expect(faultsOf(id, refused)).toEqual([]);
    const answered = await api.call(id, good);
    expect(answered.statusCode).toBe(success);
    expect(faultsOf(id, answered)).toEqual([]);
  });
});

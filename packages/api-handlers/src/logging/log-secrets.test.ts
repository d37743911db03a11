import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { DependencyError, SendFailedError } from '@jobs/job-store';
import { JOB_TYPES, OPERATION_IDS, type OperationId } from '@jobs/shared-contracts';
import type { HandlerOverrides } from '../setup/handler-dependencies.ts';
import { apiGatewayEvent, type TestRequest } from '../testing/api-gateway-event.ts';
import { captureLog } from '../testing/captured-log.ts';
import { lambdaContext } from '../testing/lambda-context.ts';
import { type TestApi, jobOf, startApi, ticketOf } from '../testing/start-api.ts';

/** Begins everything that no log line may hold. */
const MARK = 'swordfish';
/** What every presigned URL holds. */
const SIGNATURE = 'X-Amz-Signature';

let api: TestApi;
let written: string[];
/** Jobs of each kind as often as an operation changes one. */
const JOBS = ['succeeded', 'queued', 'queuedToo', 'failed', 'failedToo'] as const;
const jobIds = Object.fromEntries(JOBS.map((name) => [name, ''])) as Record<(typeof JOBS)[number], string>;
/** Which job an operation is about; the one that succeeded unless named. */
const ABOUT: Partial<Record<OperationId, (typeof JOBS)[number]>> = {
  'cancel-job': 'queued',
  'cancel-any-job': 'queuedToo',
  'retry-job': 'failed',
  'retry-any-job': 'failedToo',
};

const headers = {
  'x-api-key': `${MARK}-key`,
  authorization: `Bearer ${MARK}-token`,
  cookie: `session=${MARK}-cookie`,
  traceparent: `00-${MARK}\n{"level":"error","msg":"${MARK}-forged"}`,
  'if-none-match': `"${MARK}-tag"`,
  prefer: `wait=0, ${MARK}=1`,
  'user-agent': `${MARK}-agent`,
};
const job = (changes: object = {}) => ({
  type: 'text-analyze',
  input: { source: { text: `${MARK}-text ${'long '.repeat(1000)}` } },
  tags: { team: `${MARK}-team` },
  webhook: { url: `https://hooks.example.com/${MARK}` },
  ...changes,
});

beforeAll(async () => {
  api = await startApi();
  await api.call('rotate-webhook-secret');
  for (const name of JOBS) jobIds[name] = jobOf(await api.call('submit-job', { body: job() })).id;
  for (const failed of [jobIds.failed, jobIds.failedToo]) {
    await api.store.jobs.claimJob(failed, { claimId: failed, leaseDurationMs: 1e9 });
    await api.store.jobs.failAttempt(
      { jobId: failed, attempt: 1, attempts: [] },
      { code: 'broken', message: 'It is broken' },
    );
  }
  const jobId = jobIds.succeeded;
  await api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: 1e9 });
  await api.store.jobs.succeedAttempt(
    { jobId, attempt: 1, attempts: [] },
    { key: `jobs/${jobId}/result`, sizeBytes: 9 },
  );
  const delivery = { owner: 'acme', type: 'job.succeeded', url: `https://a.example/${MARK}`, body: MARK } as const;
  await api.store.webhookDeliveries.createDelivery({ jobId, webhookId: `${jobId}_3`, ...delivery });
});
afterAll(() => api.stop());

beforeEach(() => {
  written = [];
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
  }
});

let readCharacters = 0;
/** Everything that has been logged or written since the last look, once nothing is caught any more. */
function everything(): string {
  jest.restoreAllMocks();
  // Each line is one entry: nothing that was sent has ended a line and begun another.
  const text = api.log.text().slice(readCharacters);
  readCharacters += text.length;
  for (const line of text.split('\n').filter((each) => each !== ''))
    expect(() => JSON.parse(line) as unknown).not.toThrow();
  return text + written.join('');
}

const GOOD: Partial<Record<OperationId, TestRequest>> = {
  'submit-job': { body: job(), headers: { ...headers, 'idempotency-key': `${MARK}-idempotency` } },
  'create-upload': { body: { sizeBytes: 5, contentType: `text/${MARK}` } },
  'redrive-jobs': { body: { type: 'text-analyze' } },
  'retry-jobs': { body: { tag: `team=${MARK}-team`, errorCode: 'none' } },
  'pause-job-type': { body: { reason: `${MARK}-reason` } },
  'list-audit': { query: { target: MARK } },
  'create-schedule': { body: { ...job(), rateSeconds: 60, name: MARK } },
  'submit-batch': { body: { jobs: [job(), job({ [`${MARK}-field`]: 1 })], name: MARK, tags: { team: MARK } } },
  'update-schedule': { body: { name: `${MARK} again` } },
};

/** A batch that has completed, so that it has a manifest. */
async function batchId(): Promise<string> {
  const { body = '' } = await api.call('submit-batch', { body: { jobs: [job()] } });
  const { id } = JSON.parse(body) as { readonly id: string };
  await api.call('cancel-batch', { pathParameters: { batchId: id } });
  const Records = api.published
    .filter(({ settles, data }) => settles && data.batchId === id)
    .map((event) => ({ messageId: event.id, body: JSON.stringify(event) }));
  await api.createHandler('settle-jobs')({ Records } as never);
  return id;
}

/** Each test has one of its own, since one deletes it. */
async function scheduleId(): Promise<string> {
  const { body = '' } = await api.call('create-schedule', { body: { ...job(), rateSeconds: 60 } });
  return (JSON.parse(body) as { readonly id: string }).id;
}
const BAD_BODIES = [
  `{"input": "${MARK}`,
  job({ [`${MARK}-field`]: 1 }),
  job({ type: `${MARK}-type` }),
  job({ tags: { [`${MARK} name`]: MARK } }),
  `{"__proto__": {"${MARK}": 1}}`,
  MARK.repeat(40_000),
];

const down = () => Promise.reject(new DependencyError('DynamoDB', 'PutItem', true, new Error('throttled')));
const refused = () => Promise.reject(new DependencyError('S3', 'PutObject', false, new Error('denied')));

describe('nothing that a client sends in confidence is logged', () => {
  test.each(OPERATION_IDS)('when %s answers, refuses, and is sent nonsense', async (id) => {
    const pathParameters = {
      jobId: jobIds[ABOUT[id] ?? 'succeeded'],
      type: 'csv-etl',
      name: 'a.csv',
      webhookId: `${jobIds.succeeded}_3`,
      scheduleId: id.includes('schedule') ? await scheduleId() : '',
      batchId: id.includes('batch') ? await batchId() : '',
    };
    const good = { headers, pathParameters, query: { include: 'input' }, ...GOOD[id] };
    const before = api.log.lines().length;
    const answered = await api.call(id, good);
    expect(answered.statusCode).toBeLessThan(400);
    await api.call(id, { ...good, authorizer: { authenticated: 'false', reason: `${MARK}-reason` } });
    await api.call(id, { ...good, scopes: '' });
    for (const body of BAD_BODIES) await api.call(id, { ...good, body });
    await api.call(id, {
      ...good,
      pathParameters: {
        jobId: `${MARK}\n`,
        type: `${MARK}\n`,
        name: `${MARK}\n`,
        webhookId: `${MARK}\n`,
        scheduleId: `${MARK}\n`,
        batchId: `${MARK}\n`,
      },
      query: { [MARK]: MARK, include: MARK },
    });
    const text = everything();
    expect(api.log.lines().length).toBeGreaterThanOrEqual(before + BAD_BODIES.length + 4);
    expect(text).not.toContain(MARK);
    expect(text).not.toContain(SIGNATURE);
    expect(text).not.toContain('whsec_');
  });

  test.each<[string, (store: TestApi['store']) => NonNullable<HandlerOverrides['store']>]>([
    ['the table does not answer', ({ jobs }) => ({ jobs: { ...jobs, createJob: down, getJob: down } })],
    ['the bucket refuses', ({ payloads }) => ({ payloads: { ...payloads, putJson: refused } })],
    [
      'the queue takes nothing',
      ({ queues }) => ({
        queues: { ...queues, sendMessages: () => Promise.reject(new SendFailedError('queue', [], ['InternalError'])) },
      }),
    ],
    ['nobody is told', () => ({ events: { publish: down } })],
  ])('when %s', async (_, storeOf) => {
    const before = api.log.lines().length;
    await api.call('submit-job', { body: job(), headers }, { store: storeOf(api.store) });
    const text = everything();
    expect(api.log.lines().slice(before)).toContainEqual(
      expect.objectContaining({ level: expect.stringMatching(/warn|error/) }),
    );
    expect(text).not.toContain(MARK);
  });

  test('when the authorizer knows no such key, or can’t look it up', async () => {
    const event = { ...apiGatewayEvent('get-job', { headers }), type: 'REQUEST' as const, routeArn: '', cookies: [] };
    const asked = { ...event, identitySource: [`${MARK}-key`] };
    await api.createHandler('authorize')(asked, lambdaContext);
    const apiKeys = { ...api.store.apiKeys, findApiKey: down };
    await expect(api.createHandler('authorize', { store: { apiKeys } })(asked, lambdaContext)).rejects.toThrow(
      'throttled',
    );
    const text = everything();
    expect(text).toContain('"reason":"unknown"');
    expect(text).not.toContain(MARK);
  });

  test('when jobs are reconciled and dead letters are redriven', async () => {
    api.advance(3_600_000);
    await scheduleId();
    api.advance(60_000);
    await api.createHandler('run-schedules')({}, lambdaContext);
    await api.createHandler('reconcile-jobs')({}, lambdaContext);
    for (const { name } of JOB_TYPES) {
      await api.createHandler('redrive-dead-letters')({ type: name }, lambdaContext);
    }
    const text = everything();
    expect(text).toContain('"made":');
    expect(text).toContain('reconciled');
    expect(text).toContain('redriven');
    expect(text).not.toContain(MARK);
  });
});

test.each(['tags', 'url', 'inputUrl', 'resultUrl', 'location', 'cookie', 'authorization', 'rawQueryString'])(
  'what is called %s is not logged, even when it is passed to the logger',
  (name) => {
    const { logger, text } = captureLog();
    logger.info({ [name]: MARK, job: { [name]: MARK, files: [], view: { [name]: MARK } } }, 'careless');
    everything();
    expect(text()).toContain('careless');
    expect(text()).not.toContain(MARK);
  },
);

test('the marks were sent: an upload’s URL is signed, and holds what must not be logged', async () => {
  const { url } = ticketOf(await api.call('create-upload', { body: { sizeBytes: 5 } }));
  everything();
  expect(url).toContain(SIGNATURE);
});

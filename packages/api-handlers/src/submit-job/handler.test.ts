import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DependencyError, payloadKeys, PublishFailedError, SendFailedError } from '@jobs/job-store';
import { LIMITS } from '@jobs/shared-contracts';
import { TEXT_JOB, type TestApi, jobIdsOf, jobOf, problemOf, startApi, ticketOf } from '../testing/start-api.ts';

const QUEUE = 'text-analyze-standard';
const LONG_TEXT = 'All the world is a stage. '.repeat(500);
const UPLOAD_ID = `upl_${'0'.repeat(32)}`;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  await api.receiveAll(QUEUE);
  api.published.length = 0;
});

const submit = (body: unknown, headers: Record<string, string> = {}, owner = 'acme') =>
  api.call('submit-job', { body, headers, owner });
const withKey = (key: string) => ({ 'idempotency-key': key });
const imageJob = (uploadId: string) => ({
  type: 'image-transform',
  input: { image: { uploadId }, outputs: [{ fileName: 'a.png', format: 'png' }] },
});

const createJob = () => Promise.reject(new DependencyError('DynamoDB', 'PutItem', true, new Error('throttled')));

describe('a job that is accepted', () => {
  test('is stored, published, sent and answered with 202', async () => {
    const response = await submit({ ...TEXT_JOB, maxAttempts: 2, tags: { team: 'blue' } });
    const job = jobOf(response);
    expect(response).toMatchObject({
      statusCode: 202,
      headers: {
        'content-type': 'application/json',
        location: `/v1/jobs/${job.id}`,
        etag: 'W/"1"',
        'retry-after': '1',
      },
    });
    expect(job).toMatchObject({ status: 'QUEUED', attempt: 0, maxAttempts: 2, tags: { team: 'blue' }, version: 1 });
    expect(await api.store.jobs.getJob(job.id)).toMatchObject({ owner: 'acme', input: { inline: TEXT_JOB.input } });
    expect(api.published).toMatchObject([{ type: 'job.queued', subject: job.id, source: '/jobs/local' }]);
    expect(jobIdsOf(await api.receiveAll(QUEUE))).toEqual([job.id]);
  });

  test('is published before its message is sent, and stored before both', async () => {
    const order: string[] = [];
    const { jobs, queues } = api.store;
    await api.call(
      'submit-job',
      { body: TEXT_JOB },
      {
        store: {
          jobs: { ...jobs, createJob: async (job) => jobs.createJob(job).finally(() => order.push('stored')) },
          events: { publish: async () => void order.push('published') },
          queues: { ...queues, sendMessages: async () => void order.push('sent') },
        },
      },
    );
    expect(order).toEqual(['stored', 'published', 'sent']);
  });

  test('carries the trace of its request', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const { id } = jobOf(await submit(TEXT_JOB, { traceparent }));
    expect(await api.store.jobs.getJob(id)).toMatchObject({ traceparent });
    expect(api.published).toMatchObject([{ traceparent }]);
  });

  test('has its input in the bucket when it is large', async () => {
    const { id } = jobOf(await submit({ type: 'text-analyze', input: { source: { text: LONG_TEXT } } }));
    const stored = await api.store.jobs.getJob(id);
    expect(stored?.input).toEqual({ key: expect.stringContaining(`jobs/${id}/`), sizeBytes: expect.any(Number) });
    const key = stored && 'key' in stored.input ? stored.input.key : '';
    await expect(api.store.payloads.getJson(key)).resolves.toEqual({ source: { text: LONG_TEXT } });
  });

  test.each([
    ['publishing', { events: { publish: () => Promise.reject(new PublishFailedError(['e'], ['Throttled'])) } }],
    ['sending', undefined],
  ])('is accepted even when %s it fails: the reconciler will do it', async (_, store) => {
    const sendMessages = () => Promise.reject(new SendFailedError(QUEUE, ['j'], ['Throttled']));
    const faulty = store ?? { queues: { ...api.store.queues, sendMessages } };
    const response = await api.call('submit-job', { body: TEXT_JOB }, { store: faulty });
    const { id } = jobOf(response);
    expect(response.statusCode).toBe(202);
    expect(await api.store.jobs.getJob(id)).toMatchObject({ status: 'QUEUED', dueAt: expect.any(Number) });
    expect(await api.receiveAll(QUEUE)).toEqual([]);
    expect(api.log.lines()).toContainEqual(expect.objectContaining({ level: 'warn', jobId: id }));
  });

  test('is not accepted while the table does not answer', async () => {
    const response = await api.call(
      'submit-job',
      { body: TEXT_JOB },
      { store: { jobs: { ...api.store.jobs, createJob } } },
    );
    expect(problemOf(response)).toMatchObject({ status: 503, code: 'service-unavailable' });
    expect(await api.receiveAll(QUEUE)).toEqual([]);
  });
});

describe('an Idempotency-Key', () => {
  test('makes a repeated request answer with the same job, as it is now', async () => {
    const first = jobOf(await submit({ ...TEXT_JOB, tags: { a: '1', b: '2' } }, withKey('replay')));
    await api.store.jobs.claimJob(first.id, { claimId: 'claim', leaseDurationMs: 60_000 });
    const replay = await submit({ tags: { b: '2', a: '1' }, ...TEXT_JOB }, withKey('replay'));
    expect(replay).toMatchObject({
      statusCode: 202,
      headers: { 'idempotency-replayed': 'true', etag: 'W/"2"', location: `/v1/jobs/${first.id}` },
    });
    expect(jobOf(replay)).toMatchObject({ id: first.id, status: 'RUNNING' });
    expect(jobIdsOf(await api.receiveAll(QUEUE))).toEqual([first.id]);
  });

  test('makes a repeated request answer with the result, whose links can be followed', async () => {
    const { id } = jobOf(await submit(TEXT_JOB, withKey('replay-of-finished')));
    await api.receiveAll(QUEUE);
    await api.store.jobs.claimJob(id, { claimId: 'claim', leaseDurationMs: 60_000 });
    const stored = await api.store.payloads.putJson(payloadKeys.result(id, 1), { rows: [1, 2, 3] });
    await api.store.jobs.succeedAttempt({ jobId: id, attempt: 1, attempts: [] }, stored);
    const replayed = jobOf(await submit(TEXT_JOB, withKey('replay-of-finished')));
    expect(replayed).toMatchObject({ id, status: 'SUCCEEDED' });
    const download = await fetch(replayed.resultUrl ?? '');
    await expect(download.json()).resolves.toEqual({ rows: [1, 2, 3] });
  });

  test('is refused for another request, which changes nothing', async () => {
    const { id } = jobOf(await submit(TEXT_JOB, withKey('reused')));
    const response = await submit({ ...TEXT_JOB, maxAttempts: 1 }, withKey('reused'));
    expect(problemOf(response)).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    expect(await api.store.jobs.getJob(id)).toMatchObject({ version: 1, maxAttempts: 3 });
  });

  test('belongs to one owner', async () => {
    const mine = jobOf(await submit(TEXT_JOB, withKey('shared')));
    const theirs = await submit({ ...TEXT_JOB, maxAttempts: 1 }, withKey('shared'), 'other');
    expect(theirs.statusCode).toBe(202);
    expect(jobOf(theirs).id).not.toBe(mine.id);
  });

  test('makes one job of 20 requests at once', async () => {
    const responses = await Promise.all(Array.from({ length: 20 }, () => submit(TEXT_JOB, withKey('at once'))));
    expect(responses.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 20 }, () => 202));
    const ids = new Set(responses.map((response) => jobOf(response).id));
    expect(ids.size).toBe(1);
    expect(responses.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1);
    expect(jobIdsOf(await api.receiveAll(QUEUE))).toEqual([...ids]);
  });

  test('keeps the input of the one that won when different requests race for it', async () => {
    const texts = Array.from({ length: 8 }, (_, i) => `${i} ${LONG_TEXT}`);
    const responses = await Promise.all(
      texts.map((text) => submit({ type: 'text-analyze', input: { source: { text } } }, withKey('race'))),
    );
    const winner = responses.findIndex(({ statusCode }) => statusCode === 202);
    expect(responses.filter(({ statusCode }) => statusCode === 422)).toHaveLength(texts.length - 1);
    const { id } = jobOf(responses[winner] ?? { statusCode: 0, headers: {} });
    const job = await api.store.jobs.getJob(id);
    const key = job && 'key' in job.input ? job.input.key : '';
    await expect(api.store.payloads.getJson(key)).resolves.toEqual({ source: { text: texts[winner] } });
  });

  test.each(['', 'x'.repeat(LIMITS.idempotencyKeyCharacters + 1), 'tab\t', 'ü'])('may not be %j', async (key) => {
    const response = await submit(TEXT_JOB, withKey(key));
    expect(problemOf(response)).toMatchObject({ status: 400, code: 'malformed-idempotency-key' });
  });

  test('may be as long as the limit says', async () => {
    expect((await submit(TEXT_JOB, withKey('x'.repeat(LIMITS.idempotencyKeyCharacters)))).statusCode).toBe(202);
  });
});

describe('a request that is refused', () => {
  test.each([
    ['an unknown type', { ...TEXT_JOB, type: 'mine-bitcoin' }, 'unknown-job-type', ['#/type']],
    ['no input', { type: 'text-analyze' }, 'validation-failed', ['#/input']],
    ['a wrong input', { ...TEXT_JOB, input: { source: {} } }, 'validation-failed', ['#/input/source']],
    ['too many attempts', { ...TEXT_JOB, maxAttempts: 4 }, 'validation-failed', ['#/maxAttempts']],
    [
      'several faults',
      { type: 'text-analyze', input: { source: { text: '' }, depth: 1 }, maxAttempts: 4 },
      'validation-failed',
      ['#/maxAttempts', '#/input/depth', '#/input/source/text'],
    ],
    ['an upload that was never made', imageJob(UPLOAD_ID), 'upload-not-found', ['#/input/image/uploadId']],
    ['no object', [], 'validation-failed', ['#']],
  ])('for %s names the field, and changes nothing', async (fault, body, code, pointers) => {
    const response = await submit(body, withKey(`refused for ${fault}`));
    expect(problemOf(response)).toMatchObject({ status: 422, code });
    expect(problemOf(response).errors?.map(({ pointer }) => pointer)).toEqual(pointers);
    expect(api.published).toEqual([]);
    expect(await api.receiveAll(QUEUE)).toEqual([]);
    // Nothing is kept of it: the key is still free.
    expect((await submit(TEXT_JOB, withKey(`refused for ${fault}`))).headers).not.toHaveProperty(
      'idempotency-replayed',
    );
  });
});

const upload = async (owner = 'acme') => {
  const response = await api.call('create-upload', { owner, body: { sizeBytes: 5 } });
  const ticket = ticketOf(response);
  const put = await fetch(ticket.url, { method: 'PUT', headers: ticket.headers, body: 'image' });
  expect(put.status).toBe(200);
  return ticket.uploadId;
};

describe('an upload that a job names', () => {
  test('can be used once it is there', async () => {
    expect((await submit(imageJob(await upload()))).statusCode).toBe(202);
  });

  test('is not found before its file is sent', async () => {
    const { uploadId } = ticketOf(await api.call('create-upload', { body: { sizeBytes: 5 } }));
    expect(problemOf(await submit(imageJob(uploadId)))).toMatchObject({ code: 'upload-not-found' });
  });

  test('does not exist for another owner', async () => {
    const response = await submit(imageJob(await upload('other')));
    expect(problemOf(response)).toMatchObject({ status: 422, code: 'upload-not-found' });
  });

  test('expires after a day, but a replay is answered all the same', async () => {
    const uploadId = await upload();
    const first = jobOf(await submit(imageJob(uploadId), withKey('before it expires')));
    api.advance(LIMITS.uploadUsableSeconds * 1000 + 60_000);
    expect(problemOf(await submit(imageJob(uploadId)))).toMatchObject({
      status: 422,
      code: 'upload-expired',
      errors: [{ pointer: '#/input/image/uploadId' }],
    });
    const replay = await submit(imageJob(uploadId), withKey('before it expires'));
    expect(jobOf(replay).id).toBe(first.id);
  });
});

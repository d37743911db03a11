import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { LIMITS } from '@jobs/shared-contracts';
import { TEXT_JOB, type TestApi, jobIdsOf, jobOf, problemOf, startApi, ticketOf } from '../testing/start-api.ts';

const QUEUE = 'text-analyze-standard';
const LONG_TEXT = 'All the world is a stage. '.repeat(500);
const DAY_MS = 24 * 60 * 60 * 1000;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  await api.receiveAll(QUEUE);
  api.published.length = 0;
});

const submit = (more: object, headers: Record<string, string> = {}) =>
  api.call('submit-job', { body: { ...TEXT_JOB, ...more }, headers });
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

describe('a job for later', () => {
  test('is SCHEDULED, published and not sent', async () => {
    const runAt = inDays(10);
    const response = await submit({ runAt });
    expect(response).toMatchObject({ statusCode: 202, headers: { 'retry-after': '60' } });
    const job = jobOf(response);
    expect(job).toMatchObject({ status: 'SCHEDULED', runAt, version: 1 });
    expect(api.published).toMatchObject([{ type: 'job.scheduled', subject: job.id, data: { runAt } }]);
    expect(await api.receiveAll(QUEUE)).toEqual([]);
  });

  test('counts its delay from its submission', async () => {
    const job = jobOf(await submit({ delaySeconds: LIMITS.delaySeconds }));
    expect(job.status).toBe('SCHEDULED');
    expect(Date.parse(job.runAt ?? '') - Date.parse(job.createdAt)).toBeLessThanOrEqual(LIMITS.delaySeconds * 1000);
  });

  test('is QUEUED at once when its time is near, with a message that comes at its second', async () => {
    const sent: unknown[] = [];
    const sendMessages = async (_queue: string, messages: readonly unknown[]) => void sent.push(...messages);
    const job = jobOf(
      await api.call(
        'submit-job',
        { body: { ...TEXT_JOB, delaySeconds: 30 } },
        { store: { queues: { ...api.store.queues, sendMessages } } },
      ),
    );
    expect(job).toMatchObject({ status: 'QUEUED', runAt: expect.any(String) });
    expect(sent).toEqual([{ jobId: job.id, owner: 'acme', delaySeconds: 30 }]);
  });

  test.each([
    ['a time in the past', { runAt: '2020-02-29T23:59:59.999+01:00' }],
    ['no delay', { delaySeconds: 0 }],
  ])('starts at once with %s', async (_, when) => {
    const job = jobOf(await submit(when));
    expect(job.status).toBe('QUEUED');
    expect(job).not.toHaveProperty('runAt');
    expect(jobIdsOf(await api.receiveAll(QUEUE))).toEqual([job.id]);
  });

  test('is CANCELLED before its time, and both states are published', async () => {
    const { id } = jobOf(await submit({ runAt: inDays(10) }));
    api.published.length = 0;
    const cancelled = jobOf(await api.call('cancel-job', { pathParameters: { jobId: id } }));
    expect(cancelled).toMatchObject({ status: 'CANCELLED', runAt: expect.any(String) });
    expect(api.published.map(({ type }) => type)).toEqual(['job.scheduled', 'job.cancelled']);
  });

  test('is another request than the same job at once, under one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'later' };
    const runAt = inDays(10);
    const { id } = jobOf(await submit({ runAt }, headers));
    expect(jobOf(await submit({ runAt }, headers)).id).toBe(id);
    expect(problemOf(await submit({}, headers)).code).toBe('idempotency-key-reused');
  });

  test.each([
    [0.5, 'jobs/'],
    [10, 'scheduled/'],
  ])('%d days ahead keeps its large input under %s', async (days, prefix) => {
    const input = { source: { text: LONG_TEXT } };
    const { id } = jobOf(await submit({ input, runAt: inDays(days) }));
    const stored = (await api.store.jobs.getJob(id))?.input;
    const key = stored && 'key' in stored ? stored.key : '';
    expect(key.startsWith(`${prefix}${id}/`)).toBe(true);
    await expect(api.store.payloads.getJson(key)).resolves.toEqual(input);
    const read = await api.call('get-job', { pathParameters: { jobId: id }, query: { include: 'input' } });
    const download = await fetch(jobOf(read).inputUrl ?? '');
    await expect(download.json()).resolves.toEqual(input);
  });
});

describe('a job for later is refused', () => {
  test.each([
    ['with a delay and a time', { delaySeconds: 60, runAt: inDays(1) }, '#/runAt', /together/],
    ['more than a year ahead by its time', { runAt: inDays(365.1) }, '#/runAt', /365 days/],
    ['more than a year ahead by its delay', { delaySeconds: LIMITS.delaySeconds + 1 }, '#/delaySeconds', /<= 31536000/],
    ['with a delay that is negative', { delaySeconds: -1 }, '#/delaySeconds', />= 0/],
    ['with a time that is none', { runAt: 'tomorrow' }, '#/runAt', /date-time/],
    ['with a leap second', { runAt: '2016-12-31T23:59:60Z' }, '#/runAt', /no time/],
  ])('%s, and the field is named', async (_, more, pointer, detail) => {
    const problem = problemOf(await submit(more));
    expect(problem).toMatchObject({ status: 422, code: 'validation-failed' });
    expect(problem.errors).toMatchObject([{ pointer, detail: expect.stringMatching(detail) }]);
    expect(api.published).toEqual([]);
  });

  test('with all of its faults at once', async () => {
    const problem = problemOf(await submit({ delaySeconds: 60, runAt: inDays(1), maxAttempts: 4, input: {} }));
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['#/maxAttempts', '#/runAt', '#/input/source']);
  });

  test('when an upload that it names will be too old by then', async () => {
    const ticket = ticketOf(await api.call('create-upload', { body: { sizeBytes: 5 } }));
    await fetch(ticket.url, { method: 'PUT', headers: ticket.headers, body: 'image' });
    const body = {
      type: 'image-transform',
      input: { image: { uploadId: ticket.uploadId }, outputs: [{ fileName: 'a.png', format: 'png' }] },
    };
    const soon = await api.call('submit-job', { body: { ...body, delaySeconds: 3600 } });
    expect(soon.statusCode).toBe(202);
    expect(problemOf(await api.call('submit-job', { body: { ...body, runAt: inDays(2) } }))).toMatchObject({
      status: 422,
      code: 'upload-expired',
      errors: [{ pointer: '#/input/image/uploadId' }],
    });
  });
});

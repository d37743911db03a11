import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DependencyError } from '@jobs/job-store';
import { TEXT_JOB, type TestApi, jobIdsOf, jobOf, problemOf, startApi } from '../testing/start-api.ts';

const QUEUE = 'text-analyze-standard';
const MINUTE = 60_000;

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

let uniqueKey: string;
beforeEach(async () => {
  uniqueKey = randomUUID();
  await api.receiveAll(QUEUE);
});

const submit = (more: object = {}, owner = 'acme', store = {}) =>
  api.call('submit-job', { body: { ...TEXT_JOB, uniqueKey, ...more }, owner }, { store });
const claim = (jobId: string) => api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: MINUTE });
const succeed = async (jobId: string) => {
  await claim(jobId);
  await api.store.jobs.succeedAttempt({ jobId, attempt: 1, attempts: [] }, { inline: null });
};

const createJob = () => Promise.reject(new DependencyError('DynamoDB', 'PutItem', true, new Error('throttled')));

describe('a unique key', () => {
  test('is that of one active job: who submits another is answered with that one', async () => {
    const first = await submit();
    expect(first.headers).not.toHaveProperty('unique-key-reused');
    const { id } = jobOf(first);
    await claim(id);
    const second = await submit({ tags: { other: 'request' } });
    expect(second).toMatchObject({
      statusCode: 202,
      headers: { 'unique-key-reused': 'true', location: `/v1/jobs/${id}` },
    });
    expect(jobOf(second)).toMatchObject({ id, status: 'RUNNING' });
    expect(jobIdsOf(await api.receiveAll(QUEUE))).toEqual([id]);
  });

  test('refuses another job where that is wanted, and names the active one', async () => {
    const { id } = jobOf(await submit());
    const refused = problemOf(await submit({ onConflict: 'reject' }));
    expect(refused).toMatchObject({ status: 409, code: 'unique-key-in-use' });
    expect(refused.detail).toContain(id);
  });

  test('goes to the new job where that is wanted, and the active one is cancelled', async () => {
    const { id } = jobOf(await submit());
    const next = jobOf(await submit({ onConflict: 'replace' }));
    expect(next.id).not.toBe(id);
    expect(await api.store.jobs.getJob(id)).toMatchObject({ status: 'CANCELLED' });
    await claim(next.id);
    const last = jobOf(await submit({ onConflict: 'replace' }));
    expect(await api.store.jobs.getJob(next.id)).toMatchObject({ cancelRequestedAt: expect.any(Number) });
    expect(jobOf(await submit()).id).toBe(last.id);
  });

  test('is free once its job has ended', async () => {
    const { id } = jobOf(await submit());
    await succeed(id);
    const next = await submit({ onConflict: 'reject' });
    expect(next.statusCode).toBe(202);
    expect(jobOf(next).id).not.toBe(id);
  });

  test('of many submissions at once makes one job', async () => {
    const responses = await Promise.all(Array.from({ length: 10 }, () => submit()));
    const accepted = responses.filter(({ statusCode }) => statusCode === 202);
    expect(new Set(accepted.map((response) => jobOf(response).id)).size).toBe(1);
    const others = responses.filter(({ statusCode }) => statusCode !== 202).map((response) => problemOf(response).code);
    expect(others).toEqual(others.map(() => 'unique-key-in-use'));
    expect(jobIdsOf(await api.receiveAll(QUEUE))).toHaveLength(1);
  });

  test('is not lost to a submission that failed', async () => {
    expect(problemOf(await submit({}, 'acme', { jobs: { ...api.store.jobs, createJob } })).status).toBe(503);
    expect(problemOf(await submit())).toMatchObject({ code: 'unique-key-in-use' });
    api.advance(MINUTE);
    expect((await submit()).statusCode).toBe(202);
  });

  test('is of no other owner, job type or key', async () => {
    const { id } = jobOf(await submit());
    const others = await Promise.all([submit({}, 'other'), submit({ uniqueKey: randomUUID() })]);
    expect(others.map((response) => jobOf(response).id)).not.toContain(id);
  });

  test('is needed where something is said of it', async () => {
    const { uniqueKey: _, ...body } = { ...TEXT_JOB, uniqueKey, onConflict: 'reject' };
    const refused = problemOf(await api.call('submit-job', { body }));
    expect(refused).toMatchObject({ code: 'validation-failed', errors: [{ pointer: '#/onConflict' }] });
  });
});

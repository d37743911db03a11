import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { jobEventOf } from '@jobs/job-store';
import { LIMITS, type JobEvent } from '@jobs/shared-contracts';
import type { HandlerOverrides } from '../index.ts';
import { jobIdOfKey } from '../submit-job/request-hash.ts';
import { lambdaContext } from '../testing/lambda-context.ts';
import { TEXT_JOB, type TestApi, jobIdsOf, jobOf, problemOf, startApi } from '../testing/start-api.ts';

const QUEUE = 'text-analyze-standard';
const MINUTE = 60_000;

// A run of the reconciler asks each of the shards.
jest.setTimeout(30_000);

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  await api.receiveAll(QUEUE);
  api.published.length = 0;
});

const call = (more: object = {}, request: object = {}, overrides?: HandlerOverrides) =>
  api.call('submit-job', { body: { ...TEXT_JOB, ...more }, ...request }, overrides);
const submit = async (more: object = {}, overrides?: HandlerOverrides) => jobOf(await call(more, {}, overrides));
const stored = async (jobId: string) => {
  const job = await api.store.jobs.getJob(jobId);
  if (!job) throw new Error(`${jobId} is not there`);
  return job;
};
const claim = (jobId: string) => api.store.jobs.claimJob(jobId, { claimId: randomUUID(), leaseDurationMs: MINUTE });
/** Ends a job as a worker does, and gives what it would publish. */
async function end(jobId: string, how: 'succeed' | 'fail' = 'succeed'): Promise<JobEvent> {
  const claimed = await claim(jobId);
  if (claimed.outcome !== 'claimed') throw new Error(`${jobId} can’t be claimed: ${claimed.outcome}`);
  const { attempt, attempts } = claimed.job;
  const ref = { jobId, attempt, attempts };
  if (how === 'succeed') await api.store.jobs.succeedAttempt(ref, { inline: null });
  else await api.store.jobs.failAttempt(ref, { code: 'broken', message: 'It is broken' });
  return eventOf(jobId);
}
/** The event of a job's state. */
async function eventOf(jobId: string): Promise<JobEvent> {
  return jobEventOf(await stored(jobId), '/jobs/test');
}
const settle = (...events: readonly JobEvent[]) => {
  const Records = events.map((event) => ({ messageId: event.id, body: JSON.stringify(event) }));
  return api.createHandler('settle-jobs')({ Records } as never);
};
const reconcile = () => api.createHandler('reconcile-jobs')({}, lambdaContext);
const away = () => Promise.reject(new Error('away'));
const withKey = (idempotencyKey: string) => ({ headers: { 'idempotency-key': idempotencyKey } });
const queued = async () => jobIdsOf(await api.receiveAll(QUEUE));

describe('a job that is to start after another', () => {
  test('is SCHEDULED until that has succeeded, and is then QUEUED, published and sent, once', async () => {
    const first = await submit();
    const next = await submit({ after: [first.id] });
    expect(next).toMatchObject({ status: 'SCHEDULED', waitsFor: [first.id] });
    expect(await queued()).toEqual([first.id]);
    const event = await end(first.id);
    expect(event.settles).toBe(true);
    await expect(settle(event)).resolves.toEqual({ batchItemFailures: [] });
    await settle(event, event);
    expect(await stored(next.id)).toMatchObject({ status: 'QUEUED', version: 2 });
    expect(await queued()).toEqual([next.id]);
    expect(api.published).toMatchObject([
      { subject: first.id, type: 'job.queued' },
      { subject: next.id, type: 'job.scheduled' },
      { subject: next.id, id: `${next.id}.1` },
      { subject: next.id, id: `${next.id}.2`, type: 'job.queued' },
    ]);
  });

  test('waits for all of them', async () => {
    const [a, b] = [await submit(), await submit()];
    const next = await submit({ after: [a.id, b.id] });
    await settle(await end(a.id));
    expect(await stored(next.id)).toMatchObject({ status: 'SCHEDULED' });
    await settle(await end(b.id));
    expect(await stored(next.id)).toMatchObject({ status: 'QUEUED' });
  });

  test('starts at once when that has succeeded before', async () => {
    const first = await submit();
    await end(first.id);
    expect(await submit({ after: [first.id] })).toMatchObject({ status: 'QUEUED' });
  });

  test('waits for its time as well', async () => {
    const first = await submit();
    const next = await submit({ after: [first.id], delaySeconds: 3600 });
    await settle(await end(first.id));
    const scheduled = await stored(next.id);
    expect(scheduled).toMatchObject({ status: 'SCHEDULED', version: 2 });
    expect(scheduled).not.toHaveProperty('waitsFor');
    api.advance(60 * MINUTE);
    await reconcile();
    expect(await stored(next.id)).toMatchObject({ status: 'QUEUED', version: 3 });
  });

  test('is cancelled with those that wait for it when that fails, and names it', async () => {
    const first = await submit();
    const next = await submit({ after: [first.id] });
    const last = await submit({ after: [next.id] });
    await settle(await end(first.id, 'fail'));
    const cancelled = await stored(next.id);
    expect(cancelled).toMatchObject({ status: 'CANCELLED', error: { code: 'after-failed' } });
    expect(cancelled.error?.message).toContain(first.id);
    const read = await api.call('get-job', { pathParameters: { jobId: next.id } });
    expect(jobOf(read)).not.toHaveProperty('waitsFor');
    // As the topic has it: what was published of the second settles the third.
    const told = api.published.filter(({ settles }) => settles);
    expect(told).toMatchObject([{ subject: next.id, type: 'job.cancelled' }]);
    await settle(...told);
    expect(await stored(last.id)).toMatchObject({ status: 'CANCELLED', error: { code: 'after-failed' } });
  });

  test('is cancelled as well when that is cancelled while it waits', async () => {
    const first = await submit();
    const next = await submit({ after: [first.id] });
    await api.call('cancel-job', { pathParameters: { jobId: first.id } });
    await settle(...api.published.filter(({ settles }) => settles));
    expect(await stored(next.id)).toMatchObject({ status: 'CANCELLED' });
  });

  test('starts although that has failed where it says so', async () => {
    const first = await submit();
    const next = await submit({ after: [first.id], afterFailure: 'run' });
    await settle(await end(first.id, 'fail'));
    expect(await stored(next.id)).toMatchObject({ status: 'QUEUED' });
  });

  test('goes on waiting when that has failed, but was retried before anybody looked', async () => {
    const first = await submit();
    const next = await submit({ after: [first.id] });
    const failure = await end(first.id, 'fail');
    await api.call('retry-job', { pathParameters: { jobId: first.id } });
    await settle(failure);
    expect(await stored(next.id)).toMatchObject({ status: 'SCHEDULED' });
    await settle(await end(first.id));
    expect(await stored(next.id)).toMatchObject({ status: 'QUEUED' });
  });

  test('can be cancelled while it waits, and is not started any more', async () => {
    const first = await submit();
    const next = await submit({ after: [first.id] });
    await api.call('cancel-job', { pathParameters: { jobId: next.id } });
    await settle(await end(first.id));
    expect(await stored(next.id)).toMatchObject({ status: 'CANCELLED', version: 2 });
  });

  test('one of very many is started like one', async () => {
    const first = await submit();
    const followers = await Promise.all(Array.from({ length: 120 }, () => submit({ after: [first.id] })));
    await api.receiveAll(QUEUE);
    await settle(await end(first.id));
    expect((await queued()).toSorted()).toEqual(followers.map(({ id }) => id).toSorted());
  });
});

describe('whenever a job ends while another is to be told of it', () => {
  test.each(['before the link', 'after the link', 'after the mark'])('%s, the other starts', async (when) => {
    const first = await submit();
    const { followers, jobs } = api.store;
    const ends: JobEvent[] = [];
    const endNow = async (now: string) => {
      if (now === when) ends.push(await end(first.id));
    };
    const next = await submit(
      { after: [first.id] },
      {
        store: {
          followers: {
            ...followers,
            addFollower: async (...link) => {
              await endNow('before the link');
              await followers.addFollower(...link);
              await endNow('after the link');
            },
          },
          jobs: {
            ...jobs,
            markAwaited: async (jobId) => {
              const marked = await jobs.markAwaited(jobId);
              await endNow('after the mark');
              return marked;
            },
          },
        },
      },
    );
    expect(ends).toHaveLength(1);
    // Only what says that it settles something is brought by the queue.
    await settle(...ends.filter(({ settles }) => settles));
    expect(await stored(next.id)).toMatchObject({ status: 'QUEUED', version: 2 });
  });

  test('and nobody is told, the reconciler starts it after some minutes', async () => {
    const first = await submit();
    const next = await submit(
      { after: [first.id] },
      { store: { followers: { ...api.store.followers, addFollower: away } } },
    );
    expect(next.status).toBe('SCHEDULED');
    await end(first.id);
    api.advance(5 * MINUTE);
    await expect(reconcile()).resolves.toMatchObject({ await: 1, failed: 0 });
    expect(await stored(next.id)).toMatchObject({ status: 'QUEUED' });
  });

  test('the reconciler has those told that go on waiting', async () => {
    const first = await submit();
    const next = await submit(
      { after: [first.id] },
      { store: { followers: { ...api.store.followers, addFollower: away } } },
    );
    api.advance(5 * MINUTE);
    await reconcile();
    expect(await stored(next.id)).toMatchObject({ status: 'SCHEDULED', version: 1 });
    await settle(await end(first.id));
    expect(await stored(next.id)).toMatchObject({ status: 'QUEUED' });
  });

  test('nothing waits for ever: after a week it is cancelled', async () => {
    const first = await submit({ delaySeconds: 30 * 24 * 3600 });
    const next = await submit({ after: [first.id] });
    api.advance(LIMITS.awaitSeconds * 1000);
    await reconcile();
    expect(await stored(next.id)).toMatchObject({ status: 'CANCELLED', error: { code: 'after-expired' } });
  });
});

describe('what is no job of the owner can’t be waited for', () => {
  const refusal = { status: 422, errors: [{ pointer: '#/after/1', detail: 'names no job of yours' }] };

  test('another’s looks like one that never was', async () => {
    const own = await submit();
    const others = jobOf(await call({}, { owner: 'other' }));
    const refused = problemOf(await call({ after: [own.id, others.id] }));
    const never = problemOf(await call({ after: [own.id, `job_${'0'.repeat(32)}`] }));
    expect(refused).toMatchObject(refusal);
    expect(never).toMatchObject(refusal);
    expect(refused.detail).toBe(never.detail);
  });

  test('a job can’t wait for itself, though its id can be told before it is there', async () => {
    const [key, otherKey] = [randomUUID(), randomUUID()];
    const own = problemOf(await call({ after: [jobIdOfKey('acme', key)] }, withKey(key)));
    expect(own).toMatchObject({ status: 422, errors: [{ pointer: '#/after/0' }] });
    // Nor two for each other: the first would have to name what is not there.
    const first = problemOf(await call({ after: [jobIdOfKey('acme', otherKey)] }, withKey(key)));
    expect(first).toMatchObject({ status: 422, errors: [{ pointer: '#/after/0' }] });
    const { id } = jobOf(await call({}, withKey(key)));
    await call({ after: [id] }, withKey(otherKey));
    const changed = problemOf(await call({ after: [jobIdOfKey('acme', otherKey)] }, withKey(key)));
    expect(changed.code).toBe('idempotency-key-reused');
  });

  test('and what happens on failure says nothing alone', async () => {
    expect(problemOf(await call({ afterFailure: 'run' }))).toMatchObject({
      status: 422,
      errors: [{ pointer: '#/afterFailure' }],
    });
  });
});

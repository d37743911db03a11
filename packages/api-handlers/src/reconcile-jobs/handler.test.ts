import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { PublishFailedError, SendFailedError } from '@jobs/job-store';
import type { HandlerOverrides } from '../index.ts';
import { lambdaContext } from '../testing/lambda-context.ts';
import { TEXT_JOB, type TestApi, jobIdsOf, jobOf, startApi } from '../testing/start-api.ts';

const QUEUE = 'text-analyze-standard';
const MINUTE = 60_000;
const NOTHING = {
  queue: 0,
  await: 0,
  hold: 0,
  dispatch: 0,
  reclaim: 0,
  defer: 0,
  settle: 0,
  unchanged: 0,
  failed: 0,
  limits: 0,
  more: false,
};

// A run asks each of the 16 shards, and some tests make dozens of runs.
jest.setTimeout(30_000);

let api: TestApi;
let jobId: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  // What earlier tests left is dealt with, and far from being due again.
  api.advance(65 * MINUTE);
  await reconcile();
  jobId = jobOf(await api.call('submit-job', { body: TEXT_JOB })).id;
  await api.receiveAll(QUEUE);
  api.published.length = 0;
});

const SCHEDULER_EVENT = { version: '0', source: 'aws.scheduler', 'detail-type': 'Scheduled Event', detail: '{}' };
/** What became of the services is the business of `../wake`. */
const reconcile = async (store: HandlerOverrides['store'] = {}) => {
  const { services: _services, ...outcome } = await api.createHandler('reconcile-jobs', { store })(
    SCHEDULER_EVENT,
    lambdaContext,
  );
  return outcome;
};
const claim = () => api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: MINUTE });
const stored = () => api.store.jobs.getJob(jobId);

describe('a job whose message was lost', () => {
  test('is left alone as long as its message may still come', async () => {
    api.advance(MINUTE);
    await expect(reconcile()).resolves.toEqual(NOTHING);
  });

  test('is published and dispatched once it is due, and not again at once', async () => {
    api.advance(2 * MINUTE + 1000);
    await expect(reconcile()).resolves.toEqual({ ...NOTHING, dispatch: 1 });
    expect(api.published).toMatchObject([{ type: 'job.queued', subject: jobId, data: { version: 1 } }]);
    expect(jobIdsOf(await api.receiveAll(QUEUE))).toEqual([jobId]);
    await expect(reconcile()).resolves.toEqual(NOTHING);
    expect(await stored()).toMatchObject({ status: 'QUEUED', version: 1 });
  });

  test('is dispatched with ever longer pauses', async () => {
    let dispatches = 0;
    for (let minutes = 0; minutes < 60; minutes += 4) {
      api.advance(4 * MINUTE);
      const outcome = await reconcile();
      dispatches += outcome.dispatch;
    }
    // After 4, 8, 16 and 32 minutes.
    expect(dispatches).toBe(4);
  });

  test.each([
    ['its event is not taken', () => new PublishFailedError([`${jobId}.1`], ['Throttled'])],
    ['the topic is away', () => new Error('away')],
  ])('gets no message when %s, and stays due', async (_, fault) => {
    api.advance(2 * MINUTE + 1000);
    const publish = () => Promise.reject(fault());
    await expect(reconcile({ events: { publish } })).resolves.toEqual({ ...NOTHING, failed: 1 });
    expect(await api.receiveAll(QUEUE)).toEqual([]);
    await expect(reconcile()).resolves.toEqual({ ...NOTHING, dispatch: 1 });
  });
});

describe('a job that lost its worker', () => {
  test('is left alone while the lease holds', async () => {
    await claim();
    api.advance(MINUTE - 5000);
    await expect(reconcile()).resolves.toEqual(NOTHING);
  });

  test('is left until its lease should be over, when it is due before that', async () => {
    api.advance(2 * MINUTE - 10_000);
    await claim();
    api.advance(20_000);
    await expect(reconcile()).resolves.toEqual({ ...NOTHING, defer: 1 });
    expect(api.published).toEqual([]);
    expect(await api.receiveAll(QUEUE)).toEqual([]);
    api.advance(MINUTE - 20_000 + 14_000);
    await expect(reconcile()).resolves.toEqual(NOTHING);
    api.advance(2000);
    await expect(reconcile()).resolves.toEqual({ ...NOTHING, reclaim: 1 });
  });

  test('gets a message, so that another worker claims it', async () => {
    await claim();
    // When its first message should have been received: that stands for the claim as well.
    api.advance(2 * MINUTE + 1000);
    await expect(reconcile()).resolves.toEqual({ ...NOTHING, reclaim: 1 });
    expect(jobIdsOf(await api.receiveAll(QUEUE))).toEqual([jobId]);
    await expect(api.store.jobs.claimJob(jobId, { claimId: 'second', leaseDurationMs: MINUTE })).resolves.toMatchObject(
      { outcome: 'claimed', job: { attempt: 2 } },
    );
  });
});

describe('a job that was cancelled', () => {
  test('is published once more, and then never looked at again', async () => {
    await api.call('cancel-job', { pathParameters: { jobId } });
    api.published.length = 0;
    api.advance(MINUTE + 1000);
    await expect(reconcile()).resolves.toEqual({ ...NOTHING, settle: 1 });
    // With the state that it replaced: submitting and cancelling may both have failed to publish.
    expect(api.published).toMatchObject([
      { id: `${jobId}.1`, type: 'job.queued' },
      { id: `${jobId}.2`, type: 'job.cancelled' },
    ]);
    expect(await stored()).not.toHaveProperty('dueAt');
    expect(await api.receiveAll(QUEUE)).toEqual([]);
  });
});

const submitFor = async (delaySeconds: number) =>
  jobOf(await api.call('submit-job', { body: { ...TEXT_JOB, delaySeconds } })).id;

describe('a job for later', () => {
  /** What was sent since, with its delay. */
  const sent: { readonly jobId: string; readonly delaySeconds?: number }[] = [];
  const queues = () => ({
    ...api.store.queues,
    sendMessages: async (_queue: string, messages: readonly (typeof sent)[number][]) => {
      // The jobs of earlier tests are looked at again from time to time.
      sent.push(...messages.filter((message) => message.jobId === jobId));
    },
  });
  beforeEach(async () => {
    await api.call('cancel-job', { pathParameters: { jobId } });
    jobId = await submitFor(3600);
    sent.length = 0;
    api.published.length = 0;
  });

  test('is left alone until its time is near', async () => {
    api.advance(3500 * 1000);
    await expect(reconcile()).resolves.toMatchObject({ queue: 0, failed: 0 });
    expect(await stored()).toMatchObject({ status: 'SCHEDULED' });
  });

  test('is QUEUED when its time is near, published with the state before, and its message comes at its second', async () => {
    api.advance(3540 * 1000);
    const runAt = (await stored())?.runAt ?? 0;
    await expect(reconcile({ queues: queues() })).resolves.toMatchObject({ queue: 1, failed: 0 });
    const events = api.published.filter(({ subject }) => subject === jobId);
    expect(events).toMatchObject([
      { id: `${jobId}.1`, type: 'job.scheduled' },
      { id: `${jobId}.2`, type: 'job.queued', data: { runAt: new Date(runAt).toISOString() } },
    ]);
    expect(sent).toEqual([{ jobId, owner: 'acme', delaySeconds: expect.any(Number) }]);
    // To the second, whenever within this minute the run was.
    expect(sent[0]?.delaySeconds).toBeGreaterThan(50);
    expect(sent[0]?.delaySeconds).toBeLessThanOrEqual(60);
    await expect(reconcile({ queues: queues() })).resolves.toMatchObject({ queue: 0, failed: 0 });
    expect(sent).toHaveLength(1);
  });

  test('is done at once after minutes in which nobody looked', async () => {
    api.advance(3 * 3600 * 1000);
    await expect(reconcile({ queues: queues() })).resolves.toMatchObject({ queue: 1, failed: 0 });
    expect(sent).toEqual([{ jobId, owner: 'acme' }]);
  });

  test('gets one message from two runs at once', async () => {
    api.advance(3540 * 1000);
    const runs = await Promise.all([reconcile({ queues: queues() }), reconcile({ queues: queues() })]);
    expect(runs.map(({ failed }) => failed)).toEqual([0, 0]);
    expect(runs.reduce((total, { queue }) => total + queue, 0)).toBeGreaterThan(0);
    expect(new Set(sent.map((message) => message.jobId))).toEqual(new Set([jobId]));
    expect(await stored()).toMatchObject({ status: 'QUEUED', version: 2 });
  });

  test.each([
    ['its state before can’t be published', 'job.scheduled', 'SCHEDULED'],
    ['its new state can’t be published', 'job.queued', 'QUEUED'],
  ])('gets its message from the next run when %s', async (_, type, status) => {
    api.advance(3540 * 1000);
    const publish: HandlerOverrides['store'] = {
      queues: queues(),
      events: {
        publish: (events) =>
          events.some((event) => event.subject === jobId && event.type === type)
            ? Promise.reject(new Error('away'))
            : Promise.resolve(),
      },
    };
    await expect(reconcile(publish)).resolves.toMatchObject({ queue: 0 });
    expect(await stored()).toMatchObject({ status });
    expect(sent).toEqual([]);
    await expect(reconcile({ queues: queues() })).resolves.toMatchObject({ failed: 0 });
    expect(sent).toMatchObject([{ jobId, delaySeconds: expect.any(Number) }]);
  });

  test('gets its message from the next run when it could not be sent', async () => {
    api.advance(3540 * 1000);
    const sendMessages = () => Promise.reject(new SendFailedError(QUEUE, [jobId], ['Throttled']));
    await reconcile({ queues: { ...api.store.queues, sendMessages } });
    expect(await stored()).toMatchObject({ status: 'QUEUED' });
    await expect(reconcile({ queues: queues() })).resolves.toMatchObject({ failed: 0 });
    expect(sent).toMatchObject([{ jobId, delaySeconds: expect.any(Number) }]);
  });
});

const submitMany = async (count: number) => {
  const responses = await Promise.all(Array.from({ length: count }, () => api.call('submit-job', { body: TEXT_JOB })));
  await api.receiveAll(QUEUE);
  api.published.length = 0;
  return [jobId, ...responses.map((response) => jobOf(response).id)];
};

describe('a run', () => {
  test('deals with every due job, over all shards', async () => {
    const ids = await submitMany(60);
    api.advance(2 * MINUTE + 1000);
    await expect(reconcile()).resolves.toEqual({ ...NOTHING, dispatch: 61 });
    expect(jobIdsOf(await api.receiveAll(QUEUE)).toSorted()).toEqual(ids.toSorted());
  });

  test('beside another one loses nothing and breaks nothing', async () => {
    const ids = await submitMany(20);
    api.advance(2 * MINUTE + 1000);
    const runs = await Promise.all([reconcile(), reconcile()]);
    expect(runs.every(({ failed }) => failed === 0)).toBe(true);
    expect(new Set(jobIdsOf(await api.receiveAll(QUEUE)))).toEqual(new Set(ids));
    await expect(reconcile()).resolves.toEqual(NOTHING);
  });

  test('does the rest when some messages are not taken, and those the next time', async () => {
    const ids = await submitMany(5);
    const unlucky = ids[3] ?? '';
    const { queues } = api.store;
    const sendMessages: typeof queues.sendMessages = async (queue, messages) => {
      await queues.sendMessages(
        queue,
        messages.filter((message) => message.jobId !== unlucky),
      );
      if (messages.some((message) => message.jobId === unlucky)) throw new SendFailedError(queue, [unlucky], ['x']);
    };
    api.advance(2 * MINUTE + 1000);
    await expect(reconcile({ queues: { ...queues, sendMessages } })).resolves.toMatchObject({ dispatch: 5, failed: 1 });
    await api.receiveAll(QUEUE);
    await expect(reconcile()).resolves.toMatchObject({ dispatch: 1, failed: 0 });
    expect(jobIdsOf(await api.receiveAll(QUEUE))).toEqual([unlucky]);
  });

  test('does the rest when a shard or a job can’t be read', async () => {
    const ids = await submitMany(30);
    const { jobs } = api.store;
    api.advance(2 * MINUTE + 1000);
    const outcome = await reconcile({
      jobs: {
        ...jobs,
        listDue: (query) => (query.shard === 7 ? Promise.reject(new Error('throttled')) : jobs.listDue(query)),
        getJob: (id) => (id === ids[0] ? Promise.reject(new Error('throttled')) : jobs.getJob(id)),
      },
    });
    expect(outcome.dispatch).toBeGreaterThan(0);
    expect(outcome.failed).toBeGreaterThan(0);
    const next = await reconcile();
    expect(outcome.dispatch + next.dispatch).toBe(31);
  });
});

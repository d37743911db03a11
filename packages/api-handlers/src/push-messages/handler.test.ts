import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DependencyError } from '@jobs/job-store';
import { LIMITS, PUSH_QUEUE, type PushMessage } from '@jobs/shared-contracts';
import { openedBy, pushClients, webSocketEvent, type PushClients } from '../testing/push-clients.ts';
import { jobOf, startApi, TEXT_JOB, type TestApi } from '../testing/start-api.ts';

const MINE = { jobs: 'mine' } as const;

let api: TestApi;
let clients: PushClients;
beforeAll(async () => {
  api = await startApi();
  clients = pushClients(api);
});
afterAll(() => api.stop());

let id: string;
beforeEach(async () => {
  clients.whileItSleeps(async () => {});
  id = await openedBy(clients);
});

const submit = async (owner = 'acme') => jobOf(await api.call('submit-job', { owner, body: TEXT_JOB }));
const answersTo = async (message: unknown, connectionId = id) => {
  await clients.send(connectionId, message);
  return clients.take(connectionId);
};
const codesIn = (messages: readonly PushMessage[]) =>
  messages.map((message) => (message.type === 'error' ? message.problem.code : message.type));
const subscribersOf = async (jobId: string) => api.store.connections.listSubscribers({ jobId });
const versionsIn = (messages: readonly PushMessage[]) =>
  messages.flatMap((message) => (message.type === 'job' ? [[message.job.id, message.job.version] as const] : []));

const inTurn = async (owner: string, count: number) => {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) ids.push((await submit(owner)).id);
  return ids;
};
const ownerWatchedUntil = () => Promise.reject(new DependencyError('DynamoDB', 'GetItem', true, new Error('away')));

describe('a subscription to a job', () => {
  test('is answered with the job as it is', async () => {
    const { id: jobId, ...job } = await submit();
    expect(await answersTo({ action: 'subscribe', jobId })).toEqual([
      { type: 'subscribed', jobId },
      { type: 'job', job: { id: jobId, ...job } },
    ]);
    expect(await subscribersOf(jobId)).toMatchObject([{ connectionId: id, owner: 'acme' }]);
  });

  test('is in place before the job is read, so that no change falls between', async () => {
    const { id: jobId } = await submit();
    const seen: number[] = [];
    const { jobs } = api.store;
    const messages = api.createHandler('push-messages', {
      channel: { post: async () => 'sent' },
      store: {
        jobs: {
          ...jobs,
          watchJob: async (...asked) => {
            seen.push((await subscribersOf(jobId)).length);
            return jobs.watchJob(...asked);
          },
        },
      },
    });
    const body = JSON.stringify({ action: 'subscribe', jobId });
    await messages(webSocketEvent(id, 'MESSAGE', { body }));
    expect(seen).toEqual([1]);
  });

  test('has what changes from then on published for the queue of push, and nothing before', async () => {
    const { id: jobId } = await submit();
    const before = await api.store.queues.getDepth(PUSH_QUEUE);
    await answersTo({ action: 'subscribe', jobId });
    api.published.length = 0;
    await api.call('cancel-job', { pathParameters: { jobId } });
    expect(api.published.at(-1)).toMatchObject({ type: 'job.cancelled', subject: jobId, watched: true });
    const { visible } = await api.store.queues.getDepth(PUSH_QUEUE);
    expect([before.visible, visible]).toEqual([0, api.published.length]);
  });

  test('is told that a running job is to be cancelled', async () => {
    const { id: jobId } = await submit();
    await api.store.jobs.claimJob(jobId, { claimId: 'claim', leaseDurationMs: 60_000 });
    await answersTo({ action: 'subscribe', jobId });
    await api.call('cancel-job', { pathParameters: { jobId } });
    expect(api.published.at(-1)).toMatchObject({
      type: 'job.progress',
      data: { status: 'RUNNING', cancelRequestedAt: expect.any(String), version: 3 },
    });
  });

  test('is refused for another owner’s job, as for one that is not there, and leaves nothing behind', async () => {
    const [{ id: theirs }, none] = [await submit('other'), `job_${'0'.repeat(32)}`];
    for (const jobId of [theirs, none]) {
      const request = { action: 'subscribe', jobId };
      expect(await answersTo(request)).toEqual([
        { type: 'error', request, problem: expect.objectContaining({ code: 'job-not-found', status: 404 }) },
      ]);
      expect(await subscribersOf(jobId)).toEqual([]);
    }
    expect(await api.store.jobs.getJob(theirs)).not.toHaveProperty('watchedUntil');
  });

  test('to a job that has ended is answered with its end, and ends', async () => {
    const { id: jobId } = await submit();
    await api.call('cancel-job', { pathParameters: { jobId } });
    expect(versionsIn(await answersTo({ action: 'subscribe', jobId }))).toEqual([[jobId, 2]]);
    expect(await subscribersOf(jobId)).toEqual([]);
  });

  test('ends when the client ends it', async () => {
    const { id: jobId } = await submit();
    await answersTo({ action: 'subscribe', jobId });
    expect(await answersTo({ action: 'unsubscribe', jobId })).toEqual([{ type: 'unsubscribed', jobId }]);
    expect(await subscribersOf(jobId)).toEqual([]);
  });

  test('is one of so many', async () => {
    const posted: PushMessage[] = [];
    const messages = api.createHandler('push-messages', {
      channel: { post: async (_, message) => (posted.push(message), 'sent') },
      store: { connections: { ...api.store.connections, subscribe: async () => ({ outcome: 'full' }) } },
    });
    const body = JSON.stringify({ action: 'subscribe', jobId: (await submit()).id });
    await messages(webSocketEvent(id, 'MESSAGE', { body }));
    expect(codesIn(posted)).toEqual(['too-many-subscriptions']);
  });

  test('by a connection that was closed meanwhile comes to nothing', async () => {
    const { id: jobId } = await submit();
    await clients.close(id);
    expect(await answersTo({ action: 'subscribe', jobId })).toEqual([]);
    expect(await subscribersOf(jobId)).toEqual([]);
  });
});

describe('a subscription to all of one’s own jobs', () => {
  test('is answered with those that have not ended, and with no others', async () => {
    const [first = '', ended = '', last = ''] = await inTurn('mine-1', 3);
    await inTurn('mine-2', 1);
    await api.call('cancel-job', { owner: 'mine-1', pathParameters: { jobId: ended } });
    const connection = await openedBy(clients, 'mine-1');
    const answers = await answersTo({ action: 'subscribe', ...MINE }, connection);
    expect(answers[0]).toEqual({ type: 'subscribed', ...MINE });
    expect(new Map(versionsIn(answers))).toEqual(
      new Map([
        [first, 1],
        [last, 1],
      ]),
    );
  });

  test('has later jobs published as watched from their first state on', async () => {
    await answersTo({ action: 'subscribe', ...MINE }, await openedBy(clients, 'mine-3'));
    api.published.length = 0;
    const { id: jobId } = await submit('mine-3');
    expect(api.published).toMatchObject([{ type: 'job.queued', subject: jobId, watched: true }]);
    await submit('mine-4');
    expect(api.published.at(-1)).not.toHaveProperty('watched');
  });

  test('looks once more for a job that was put just before, since the index may not have it yet', async () => {
    const connection = await openedBy(clients, 'mine-5');
    let late = '';
    clients.whileItSleeps(async () => {
      const { job } = await api.store.jobs.createJob({
        jobId: `job_${'5'.repeat(32)}`,
        owner: 'mine-5',
        type: 'text-analyze',
        lane: 'standard',
        maxAttempts: 3,
        tags: {},
        input: { inline: TEXT_JOB.input },
        requestHash: 'hash',
      });
      late = job.jobId;
    });
    expect(versionsIn(await answersTo({ action: 'subscribe', ...MINE }, connection))).toEqual([[late, 1]]);
    expect(await api.store.jobs.getJob(late)).toHaveProperty('watchedUntil');
  });

  test('ends when the client ends it', async () => {
    const connection = await openedBy(clients, 'mine-6');
    await answersTo({ action: 'subscribe', ...MINE }, connection);
    expect(await answersTo({ action: 'unsubscribe', ...MINE }, connection)).toEqual([
      { type: 'unsubscribed', ...MINE },
    ]);
    expect(await api.store.connections.listSubscribers({ owner: 'mine-6' })).toEqual([]);
  });

  test('a job is accepted even when nobody can say whether it is watched', async () => {
    const connections = { ...api.store.connections, ownerWatchedUntil };
    const response = await api.call('submit-job', { body: TEXT_JOB }, { store: { connections } });
    expect(response.statusCode).toBe(202);
    expect(api.published.at(-1)).toMatchObject({ subject: jobOf(response).id });
  });
});

describe('a message', () => {
  test('that is a ping is answered', async () => {
    expect(await answersTo({ action: 'ping' })).toEqual([{ type: 'pong' }]);
  });

  test.each([
    ['{', 'malformed-json', undefined],
    ['', 'malformed-json', undefined],
    ['x'.repeat(LIMITS.pushRequestBytes + 1), 'payload-too-large', undefined],
    ['null', 'validation-failed', '#/action'],
    ['[]', 'validation-failed', '#/action'],
    ['{"action":"shout"}', 'validation-failed', '#/action'],
    ['{"action":"subscribe"}', 'validation-failed', '#/jobId'],
    ['{"action":"subscribe","jobId":"job_1"}', 'validation-failed', '#/jobId'],
    ['{"action":"subscribe","jobs":"theirs"}', 'validation-failed', '#/jobs'],
    [`{"action":"subscribe","jobs":"mine","jobId":"job_${'0'.repeat(32)}"}`, 'validation-failed', '#/jobId'],
    ['{"action":"ping","loud":true}', 'validation-failed', '#/loud'],
  ])('that is %s is refused with the field that is at fault, and the connection stays', async (body, code, pointer) => {
    const [answer, ...others] = await answersTo(body);
    expect(others).toEqual([]);
    if (answer?.type !== 'error') throw new Error('It was not refused');
    expect([answer.problem.code, answer.problem.errors?.[0]?.pointer]).toEqual([code, pointer]);
    expect('request' in answer).toBe(code === 'validation-failed');
    expect(await answersTo({ action: 'ping' })).toEqual([{ type: 'pong' }]);
  });

  test('that fails by a fault of ours is answered with no more than that', async () => {
    const secret = 'arn:aws:dynamodb:secret';
    const post: PushMessage[] = [];
    const messages = api.createHandler('push-messages', {
      channel: { post: async (_, message) => (post.push(message), 'sent') },
      store: { jobs: { ...api.store.jobs, watchJob: () => Promise.reject(new Error(secret)) } },
    });
    const body = JSON.stringify({ action: 'subscribe', jobId: (await submit()).id });
    await messages(webSocketEvent(id, 'MESSAGE', { body }));
    expect(codesIn(post)).toEqual(['internal-error']);
    expect(JSON.stringify(post)).not.toContain(secret);
  });

  test('whose sender is gone closes the connection', async () => {
    const { id: jobId } = await submit();
    await answersTo({ action: 'subscribe', jobId });
    clients.fail(id, async () => 'gone');
    await clients.send(id, { action: 'ping' });
    expect(await subscribersOf(jobId)).toEqual([]);
  });
});

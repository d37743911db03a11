import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DependencyError, jobEventOf } from '@jobs/job-store';
import type { JobEvent, PushMessage } from '@jobs/shared-contracts';
import { openedBy, pushClients, type PushClients } from '../testing/push-clients.ts';
import { jobOf, startApi, TEXT_JOB, type TestApi } from '../testing/start-api.ts';

let api: TestApi;
let clients: PushClients;
beforeAll(async () => {
  api = await startApi();
  clients = pushClients(api);
});
afterAll(() => api.stop());

let jobId: string;
let id: string;
beforeEach(async () => {
  jobId = jobOf(await api.call('submit-job', { body: TEXT_JOB })).id;
  id = await openedBy(clients);
  await watch(id);
});

const watch = async (connectionId: string) => {
  await clients.send(connectionId, { action: 'subscribe', jobId });
  clients.take(connectionId);
};
const subscribers = async () =>
  (await api.store.connections.listSubscribers({ jobId })).map(({ connectionId }) => connectionId);
const statusesIn = (messages: readonly PushMessage[]) =>
  messages.map((message) => (message.type === 'job' ? message.job.status : message.type));

/** The event of the job as it is. */
async function eventNow(): Promise<JobEvent> {
  const job = await api.store.jobs.getJob(jobId);
  if (!job) throw new Error('The job is not there');
  return jobEventOf(job, '/jobs/test');
}
const claim = async () => {
  await api.store.jobs.claimJob(jobId, { claimId: 'claim', leaseDurationMs: 60_000 });
  return eventNow();
};
const end = async () => {
  await api.store.jobs.failAttempt({ jobId, attempt: 1, attempts: [] }, { code: 'boom', message: 'Boom' });
  return eventNow();
};

describe('an event', () => {
  test('is sent to all that are subscribed to the job, and to nobody else', async () => {
    const [other, bystander] = [await openedBy(clients), await openedBy(clients)];
    await watch(other);
    const event = await claim();
    expect(await clients.push(event)).toEqual([]);
    expect(clients.take(id)).toEqual([{ type: 'job', job: event.data }]);
    expect(clients.take(other)).toEqual([{ type: 'job', job: event.data }]);
    expect(clients.take(bystander)).toEqual([]);
  });

  test('is sent once to who is subscribed to the job and to all of the owner’s', async () => {
    await clients.send(id, { action: 'subscribe', jobs: 'mine' });
    clients.take(id);
    await clients.push(await claim());
    expect(statusesIn(clients.take(id))).toEqual(['RUNNING']);
    await clients.close(id);
  });

  test('is never sent to another owner, also while it is not known yet whose job it is', async () => {
    const stranger = await openedBy(clients, 'other');
    // As it is between the two writes of a subscription that is going to be refused.
    await api.store.connections.subscribe(stranger, { jobId });
    await clients.push(await claim());
    expect(clients.take(stranger)).toEqual([]);
    expect(statusesIn(clients.take(id))).toEqual(['RUNNING']);
  });

  test('of a job that nobody is subscribed to any more is done with', async () => {
    await clients.close(id);
    expect(await clients.push(await claim())).toEqual([]);
  });

  test('that is not the newest of its job in a batch is left out', async () => {
    const queued = await eventNow();
    const running = await claim();
    const failed = await end();
    expect(await clients.push(running, failed, queued)).toEqual([]);
    expect(statusesIn(clients.take(id))).toEqual(['FAILED']);
  });

  test('that is none goes to the dead letters, and keeps the others from nothing', async () => {
    const event = await claim();
    expect(await clients.push('{', event, JSON.stringify({ ...event, data: {} }))).toEqual([0, 2]);
    expect(statusesIn(clients.take(id))).toEqual(['RUNNING']);
  });
});

describe('the end of a job', () => {
  test('ends the subscriptions to it', async () => {
    await claim();
    await clients.push(await end());
    expect(statusesIn(clients.take(id))).toEqual(['FAILED']);
    expect(await subscribers()).toEqual([]);
  });

  test('that comes again late ends no subscription that was made after it', async () => {
    await claim();
    const failed = await end();
    await api.store.jobs.retryFailedJob(jobId, 1);
    api.advance(1000);
    await watch(id);
    await clients.push(failed);
    expect(await subscribers()).toEqual([id]);
    // Its version is old, and the client knows that.
    expect(statusesIn(clients.take(id))).toEqual(['FAILED']);
  });

  test('leaves a subscription to all of one’s own jobs as it is', async () => {
    const mine = await openedBy(clients);
    await clients.send(mine, { action: 'subscribe', jobs: 'mine' });
    clients.take(mine);
    await claim();
    await clients.push(await end());
    expect(statusesIn(clients.take(mine))).toEqual(['FAILED']);
    expect(await api.store.connections.listSubscribers({ owner: 'acme' })).toMatchObject([{ connectionId: mine }]);
    await clients.close(mine);
  });
});

describe('a connection', () => {
  test('that is gone is forgotten with all its subscriptions, and the others are told', async () => {
    const other = await openedBy(clients);
    await watch(other);
    clients.fail(id, async () => 'gone');
    expect(await clients.push(await claim())).toEqual([]);
    expect(await subscribers()).toEqual([other]);
    expect(statusesIn(clients.take(other))).toEqual(['RUNNING']);
  });

  test('that is gone is forgotten also where only its subscription was left', async () => {
    await clients.close(id);
    const late = await openedBy(clients);
    await api.store.connections.subscribe(late, { jobId });
    clients.fail(late, async () => 'gone');
    await api.store.connections.closeConnection(late);
    await clients.push(await claim());
    expect(await subscribers()).toEqual([]);
  });

  test('that could not be told is told when the event comes again, and the event does', async () => {
    const other = await openedBy(clients);
    await watch(other);
    const limit = new DependencyError('API Gateway', 'PostToConnection', true, new Error('too many'));
    clients.fail(id, () => Promise.reject(limit));
    const event = await claim();
    expect(await clients.push(event)).toEqual([0]);
    expect(statusesIn(clients.take(other))).toEqual(['RUNNING']);
    clients.mend(id);
    expect(await clients.push(event)).toEqual([]);
    expect(statusesIn(clients.take(id))).toEqual(['RUNNING']);
    expect(await subscribers()).toEqual(expect.arrayContaining([id, other]));
  });

  test('that a job is too large for is not told for ever', async () => {
    clients.fail(id, async () => 'too-large');
    expect(await clients.push(await claim())).toEqual([]);
    expect(api.log.lines()).toContainEqual(expect.objectContaining({ level: 'error', jobId, connectionId: id }));
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { jobEventOf } from '@jobs/job-store';
import {
  eventTypeOf,
  WEBHOOK_QUEUE,
  type DeliveryList,
  type JobEvent,
  type NewWebhookSecret,
} from '@jobs/shared-contracts';
import type { SQSEvent } from 'aws-lambda';
import { Webhook } from 'standardwebhooks';
import type { ApiResponse } from '../http/api-event.ts';
import { faultsOf } from '../testing/openapi-answers.ts';
import { lambdaContext } from '../testing/lambda-context.ts';
import { jobIdsOf, jobOf, problemOf, startApi, TEXT_JOB, type TestApi } from '../testing/start-api.ts';
import { startPublicReceiver, type PublicReceiver } from '../testing/start-receiver.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let api: TestApi;
let secret: string;
beforeAll(async () => {
  api = await startApi();
  secret = (await rotate()).secret;
});
afterAll(() => api.stop());

let receiver: PublicReceiver;
let deliver: (...bodies: readonly string[]) => Promise<readonly string[]>;
beforeEach(async () => {
  receiver = await startPublicReceiver();
  const handler = api.createHandler('deliver-webhooks', { network: receiver.network, random: () => 0 });
  deliver = async (...bodies) => {
    const Records = bodies.map((body, i) => ({ messageId: String(i), body })) as SQSEvent['Records'];
    const { batchItemFailures } = await handler({ Records });
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
});
afterEach(() => receiver[Symbol.asyncDispose]());

const parse = (response: ApiResponse): unknown => JSON.parse(response.body ?? '');

async function rotate(owner = 'acme') {
  const answer = await api.call('rotate-webhook-secret', { owner });
  expect([answer.statusCode, faultsOf('rotate-webhook-secret', answer)]).toEqual([201, []]);
  return parse(answer) as NewWebhookSecret;
}

const submit = (webhook: object, owner = 'acme') => api.call('submit-job', { owner, body: { ...TEXT_JOB, webhook } });

/** A job with a webhook, and the event that its queue would hold. */
async function submittedEvent(webhook: object = {}): Promise<JobEvent> {
  const { id } = jobOf(await submit({ url: receiver.url, events: ['queued'], ...webhook }));
  const event = api.published.find(({ subject, webhook: wanted }) => subject === id && wanted);
  if (!event) throw new Error('The event was not published');
  return event;
}

const down = () => Promise.reject(new Error('down'));

const retryOf = ({ subject, data }: JobEvent) =>
  JSON.stringify({ jobId: subject, webhookId: `${subject}_${data.version}` });

async function log({ subject }: JobEvent) {
  const answer = await api.call('list-deliveries', { pathParameters: { jobId: subject } });
  expect(faultsOf('list-deliveries', answer)).toEqual([]);
  return (parse(answer) as DeliveryList).deliveries;
}

const replay = ({ subject, data }: JobEvent, owner = 'acme') =>
  api.call('replay-delivery', {
    owner,
    pathParameters: { jobId: subject, webhookId: `${subject}_${data.version}` },
  });

const verify = (key: string, { headers, body }: PublicReceiver['received'][number]) =>
  new Webhook(key).verify(body, headers as Record<string, string>) as JobEvent;

// The public package compares the time with this machine's clock: what it verifies comes before any clock is moved.
describe('secrets', () => {
  test('two sign while one is replaced by the next, and a receiver verifies with either', async () => {
    const [old, next] = [(await rotate()).secret, (await rotate()).secret];
    const during = await submittedEvent();
    await deliver(JSON.stringify(during));
    expect(receiver.received.map((got) => [verify(old, got), verify(next, got)])).toEqual([[during, during]]);
    expect(() => receiver.received.map((got) => verify(secret, got))).toThrow('No matching signature found');

    const listed = await api.call('list-webhook-secrets');
    expect(faultsOf('list-webhook-secrets', listed)).toEqual([]);
    expect(parse(listed)).toMatchObject({ secrets: [{}, { signsUntil: expect.any(String) }] });
    expect(listed.body).not.toContain('whsec_');

    secret = next;
  });

  test('are not made without the scope', async () => {
    const answer = await api.call('rotate-webhook-secret', { scopes: 'jobs:read jobs:write' });
    expect([answer.statusCode, problemOf(answer).code]).toEqual([403, 'insufficient-scope']);
  });
});

describe('a webhook', () => {
  test('is told of the event, and can verify it with the public package', async () => {
    const event = await submittedEvent();
    expect(await deliver(JSON.stringify(event))).toEqual([]);
    expect(receiver.received.map((received) => verify(secret, received))).toEqual([event]);
    expect(receiver.received[0]?.headers['webhook-id']).toBe(`${event.subject}_1`);
    expect(await log(event)).toMatchObject([{ type: 'job.queued', state: 'DELIVERED', attempts: [{ status: 204 }] }]);
  });

  test('is told again after a failure, by the schedule, with the same id and the same body', async () => {
    const event = await submittedEvent();
    receiver.answer(500, 503, 200);
    await deliver(JSON.stringify(event));
    expect(await log(event)).toMatchObject([{ state: 'PENDING', attempts: [{ status: 500 }] }]);

    api.advance(4000);
    await deliver(retryOf(event));
    expect(receiver.received).toHaveLength(1);
    api.advance(2000);
    await deliver(retryOf(event));
    api.advance(6 * MINUTE);
    await deliver(retryOf(event));

    expect(await log(event)).toMatchObject([
      { state: 'DELIVERED', attempts: [{ status: 500 }, { status: 503 }, { status: 200 }] },
    ]);
    const [first, second, third] = receiver.received;
    expect([second, third].map((again) => [again?.body, again?.headers['webhook-id']])).toEqual(
      Array.from({ length: 2 }, () => [first?.body, first?.headers['webhook-id']]),
    );
  });

  test('is given up after ten tries, and told again when its owner asks', async () => {
    const event = await submittedEvent();
    receiver.answer(500);
    await deliver(JSON.stringify(event));
    for (let i = 1; i < 12; i++) {
      api.advance(25 * HOUR);
      await deliver(retryOf(event));
    }
    expect(receiver.received).toHaveLength(10);
    expect(await log(event)).toMatchObject([{ state: 'FAILED' }]);

    receiver.answer(200);
    const answer = await replay(event);
    expect([answer.statusCode, faultsOf('replay-delivery', answer)]).toEqual([202, []]);
    await deliver(retryOf(event));
    const [delivery] = await log(event);
    expect([delivery?.state, delivery?.attempts.length]).toEqual(['DELIVERED', 11]);
  });

  test('that hangs is a failure like others', async () => {
    const event = await submittedEvent();
    receiver.answer(() => {});
    const handler = api.createHandler('deliver-webhooks', { network: { ...receiver.network, timeoutMs: 300 } });
    await handler({ Records: [{ messageId: '1', body: JSON.stringify(event) }] } as SQSEvent);
    expect(await log(event)).toMatchObject([{ state: 'PENDING', attempts: [{ error: 'timed-out' }] }]);
  });

  test('that redirects is a failure, and nobody follows', async () => {
    const event = await submittedEvent();
    receiver.answer((response) => response.writeHead(307, { location: 'http://169.254.169.254/' }).end());
    await deliver(JSON.stringify(event));
    expect(await log(event)).toMatchObject([{ state: 'PENDING', attempts: [{ status: 307 }] }]);
    expect(receiver.received).toHaveLength(1);
  });

  test('that asks for time gets it', async () => {
    const event = await submittedEvent();
    receiver.answer((response) => response.writeHead(429, { 'retry-after': '600' }).end(), 200);
    await deliver(JSON.stringify(event));
    api.advance(9 * MINUTE);
    await deliver(retryOf(event));
    expect(receiver.received).toHaveLength(1);
    api.advance(2 * MINUTE);
    await deliver(retryOf(event));
    expect(await log(event)).toMatchObject([{ state: 'DELIVERED' }]);
  });

  test('that answers 410 is told of nothing more, until its owner replays', async () => {
    const event = await submittedEvent({ events: ['queued', 'cancelled'] });
    receiver.answer(410, 200);
    await deliver(JSON.stringify(event));
    const jobId = event.subject;
    await api.call('cancel-job', { pathParameters: { jobId } });
    const cancelled = api.published.find(({ subject, type }) => subject === jobId && type === 'job.cancelled');
    await deliver(JSON.stringify(cancelled));

    expect(receiver.received).toHaveLength(1);
    expect(await log(event)).toMatchObject([
      { type: 'job.queued', state: 'DISABLED', attempts: [{ status: 410 }] },
      { type: 'job.cancelled', state: 'DISABLED', attempts: [] },
    ]);
    await replay(event);
    await deliver(retryOf(event));
    expect(await log(event)).toMatchObject([{ state: 'DELIVERED' }, { state: 'DISABLED' }]);
  });

  test('whose name moves to 127.0.0.1 between two tries is not followed there', async () => {
    const event = await submittedEvent();
    receiver.answer(500);
    await deliver(JSON.stringify(event));
    receiver.moveTo('127.0.0.1');
    api.advance(6000);
    await deliver(retryOf(event));
    expect(await log(event)).toMatchObject([
      { state: 'PENDING', attempts: [{ status: 500 }, { error: 'address-refused' }] },
    ]);
    expect(receiver.connected).toEqual(['93.184.216.34']);
    expect(receiver.received).toHaveLength(1);
  });
});

describe('a message', () => {
  test('that comes many times makes one try', async () => {
    const event = await submittedEvent();
    receiver.answer(500);
    await deliver(...Array.from({ length: 10 }, () => JSON.stringify(event)));
    await deliver(JSON.stringify(event), retryOf(event));
    expect(receiver.received).toHaveLength(1);
    expect(await log(event)).toMatchObject([{ attempts: [{ status: 500 }] }]);
  });

  test('that nothing of ours has sent comes again, and ends among the dead letters; the others of its batch do not', async () => {
    const event = await submittedEvent();
    expect(await deliver('no JSON', JSON.stringify(event), '{"jobId":"job_1"}', '[]')).toEqual(['0', '2', '3']);
    expect(await log(event)).toMatchObject([{ state: 'DELIVERED' }]);
  });

  test('of a job without a webhook is done at once', async () => {
    const { id } = jobOf(await api.call('submit-job', { body: TEXT_JOB }));
    const job = await api.store.jobs.getJob(id);
    if (!job) throw new Error('The job is gone');
    expect(await deliver(JSON.stringify(jobEventOf(job, '/jobs/test')))).toEqual([]);
    expect(receiver.received).toEqual([]);
  });

  test('comes again when the table is away', async () => {
    const event = await submittedEvent();
    const handler = api.createHandler('deliver-webhooks', {
      store: { webhookDeliveries: { ...api.store.webhookDeliveries, createDelivery: down } },
    });
    const body = JSON.stringify(event);
    expect(await handler({ Records: [{ messageId: 'm', body }] } as SQSEvent)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm' }],
    });
  });
});

const sweep = () => api.createHandler('retry-webhooks')({}, lambdaContext);

describe('the sweep', () => {
  test('sends a message for a try that is hours away once its time has come, and for one that was lost', async () => {
    const event = await submittedEvent();
    receiver.answer(500, 500, 500, 200);
    await deliver(JSON.stringify(event));
    for (const wait of [6000, 6 * MINUTE]) {
      api.advance(wait);
      await deliver(retryOf(event));
    }
    await sweep();
    expect(await sweep()).toMatchObject({ sent: 0, failed: 0, more: false });
    api.advance(31 * MINUTE);
    const { sent } = await sweep();
    expect(sent).toBeGreaterThan(0);
    expect(jobIdsOf(await api.receiveAll(WEBHOOK_QUEUE))).toContain(event.subject);
    await deliver(retryOf(event));
    expect(await log(event)).toMatchObject([{ state: 'DELIVERED' }]);
  });

  test('a try whose function died is made again, and the log tells it', async () => {
    const event = await submittedEvent();
    const ref = { jobId: event.subject, webhookId: `${event.subject}_1` };
    const { owner } = event;
    const type = eventTypeOf(event.data.status);
    const body = JSON.stringify(event);
    await api.store.webhookDeliveries.createDelivery({ ...ref, owner, type, url: receiver.url, body });
    await api.store.webhookDeliveries.takeAttempt(ref, 10 * MINUTE);
    await deliver(retryOf(event));
    expect(receiver.received).toEqual([]);
    api.advance(11 * MINUTE);
    await deliver(retryOf(event));
    expect(await log(event)).toMatchObject([
      { state: 'DELIVERED', attempts: [{ error: 'interrupted' }, { status: 204 }] },
    ]);
  });
});

test('a secret that was replaced signs no more after a day', async () => {
  api.advance(25 * HOUR);
  const event = await submittedEvent();
  await deliver(JSON.stringify(event));
  expect(receiver.received[0]?.headers['webhook-signature']).toMatch(/^v1,\S+$/);
});

describe('deliveries', () => {
  test('of another owner’s job do not exist', async () => {
    const event = await submittedEvent();
    await deliver(JSON.stringify(event));
    const listed = await api.call('list-deliveries', { owner: 'other', pathParameters: { jobId: event.subject } });
    expect([listed.statusCode, problemOf(listed).code]).toEqual([404, 'job-not-found']);
    const replayed = await replay(event, 'other');
    expect([replayed.statusCode, problemOf(replayed).code]).toEqual([404, 'job-not-found']);
  });

  test.each(['job_1', `job_${'0'.repeat(32)}_1`])('of the id %s are not there to replay', async (webhookId) => {
    const { subject: jobId } = await submittedEvent();
    const answer = await api.call('replay-delivery', { pathParameters: { jobId, webhookId } });
    expect(faultsOf('replay-delivery', answer)).toEqual([]);
    expect(problemOf(answer).code).toBe('webhook-delivery-not-found');
  });

  test('do not tell where they went', async () => {
    const event = await submittedEvent();
    await deliver(JSON.stringify(event));
    expect(JSON.stringify(await log(event))).not.toContain('receiver.example.com');
    expect(receiver.received[0]?.body).not.toContain('receiver.example.com');
  });
});

import { once } from 'node:events';
import {
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createJobStore, loadJobStoreConfig } from '@jobs/job-store';
import {
  isTerminal,
  type ConnectionTicket,
  type JobEvent,
  type JobSummary,
  type PushMessage,
} from '@jobs/shared-contracts';
import type { Intercept } from '@jobs/stand-ins';
import { WebSocket } from 'ws';
import { createApiClient, type ApiClient } from './demo/api-client.ts';
import { SAMPLE_JOB } from './ready-message.ts';
import { startLocalStack, type LocalStack } from './start-local-stack.ts';

const TIME_LIMIT_MS = 300_000;
const ACME = { owner: 'acme', key: 'key-of-acme' };
const OTHER = { owner: 'other', key: 'key-of-other' };

/** Until then, no worker is given a query. */
const queriesMayRun = Promise.withResolvers<void>();
const holdQueries: Intercept = async ({ operation, principal }, send) => {
  if (operation === 'ReceiveMessage' && principal === 'worker-csv-etl') await queriesMayRun.promise;
  return send();
};

let stack: LocalStack;
let acme: ApiClient;
let other: ApiClient;
let sockets: WebSocket[] = [];
beforeAll(async () => {
  stack = await startLocalStack({
    apiKeys: [ACME, OTHER],
    pollIntervalMs: 100,
    shutdownGraceSeconds: 1,
    intercept: holdQueries,
  });
  acme = createApiClient(stack.url, ACME.key);
  other = createApiClient(stack.url, OTHER.key);
}, TIME_LIMIT_MS);
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});
afterAll(() => {
  queriesMayRun.resolve();
  return stack.stop();
}, TIME_LIMIT_MS);

async function ticketOf({ key }: { readonly key: string }): Promise<ConnectionTicket> {
  const response = await fetch(`${stack.url}/v1/connections`, { method: 'POST', headers: { 'x-api-key': key } });
  expect(response.status).toBe(201);
  return (await response.json()) as ConnectionTicket;
}

/** What an attempt to connect is answered: 101 when it is taken. */
async function statusOf(url: string): Promise<number> {
  const socket = new WebSocket(url);
  sockets.push(socket);
  return new Promise((resolve, reject) => {
    socket.once('upgrade', ({ statusCode }) => resolve(statusCode ?? 0));
    socket.once('unexpected-response', (_, { statusCode }) => resolve(statusCode ?? 0));
    socket.once('error', reject);
  });
}

/** A connection that keeps what it is sent. */
async function connect(key: { readonly key: string }) {
  const socket = new WebSocket((await ticketOf(key)).url);
  sockets.push(socket);
  const messages: PushMessage[] = [];
  let received = Promise.withResolvers<void>();
  socket.on('message', (data: Buffer) => {
    messages.push(JSON.parse(data.toString()) as PushMessage);
    received.resolve();
    received = Promise.withResolvers();
  });
  await once(socket, 'open');
  /** The first message for which it holds, once it has come. */
  const message = async (holds: (one: PushMessage) => boolean): Promise<PushMessage> => {
    for (;;) {
      const found = messages.find(holds);
      if (found) return found;
      await received.promise;
    }
  };
  /** The states of a job that have come, each once, as soon as one of them is its end. */
  const statesOf = async (jobId: string): Promise<readonly JobSummary[]> => {
    for (;;) {
      const states = messages.flatMap((one) => (one.type === 'job' && one.job.id === jobId ? [one.job] : []));
      if (states.some(({ status }) => isTerminal(status))) {
        const byVersion = new Map(states.map((state) => [state.version, state]));
        return [...byVersion.values()].toSorted((a, b) => a.version - b.version);
      }
      await received.promise;
    }
  };
  return { messages, message, statesOf, send: (request: object) => socket.send(JSON.stringify(request)) };
}

const ofJob = (jobId: string) => (message: PushMessage) => message.type === 'job' && message.job.id === jobId;

/** Runs until it is cancelled, and reports progress before. */
const ENDLESS_QUERY = {
  type: 'csv-etl',
  input: {
    sources: [{ table: 'numbers', format: 'csv', from: { text: 'n\n1\n' } }],
    sql: 'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3',
    output: { format: 'csv' },
  },
};

describe('a WebSocket', () => {
  test(
    'is opened once by its ticket, which is no key, and lives a minute at most',
    async () => {
      const before = Date.now();
      const { url, expiresAt } = await ticketOf(ACME);
      expect(url).not.toContain(ACME.key);
      expect(Date.parse(expiresAt)).toBeLessThanOrEqual(Date.now() + 60_000);
      expect(Date.parse(expiresAt)).toBeGreaterThan(before);
      expect(await statusOf(url)).toBe(101);
      expect(await statusOf(url)).toBe(401);
      const { origin } = new URL(url);
      expect(await statusOf(`${origin}/`)).toBe(401);
      expect(await statusOf(`${origin}/?ticket=guessed`)).toBe(401);
    },
    TIME_LIMIT_MS,
  );

  test(
    'is not opened by a ticket that has expired',
    async () => {
      const store = createJobStore(loadJobStoreConfig(stack.environment, ['connections']));
      const { url } = await ticketOf(ACME);
      const ticket = new URL(url).searchParams.get('ticket') ?? '';
      await store.connections.createTicket(createHash('sha256').update(ticket).digest('hex'), {
        owner: ACME.owner,
        expiresAt: Date.now() - 1,
      });
      store.close();
      expect(await statusOf(url)).toBe(401);
    },
    TIME_LIMIT_MS,
  );

  test(
    'is told of a job from its present state to its end, with its progress',
    async () => {
      const { id } = await acme.submit(ENDLESS_QUERY);
      const { send, message, statesOf } = await connect(ACME);
      send({ action: 'subscribe', jobId: id });
      expect(await message(ofJob(id))).toMatchObject({ job: { status: 'QUEUED' } });
      expect(await message(({ type }) => type === 'subscribed')).toEqual({ type: 'subscribed', jobId: id });
      queriesMayRun.resolve();
      await message((one) => one.type === 'job' && one.job.progress !== undefined);
      await acme.cancel(id);
      const states = await statesOf(id);
      expect(states.at(-1)).toMatchObject({ status: 'CANCELLED', version: (await acme.follow(id, () => {})).version });
    },
    TIME_LIMIT_MS,
  );

  test(
    'is told of a job that has ended already, and no more',
    async () => {
      const { id } = await acme.submit(SAMPLE_JOB);
      const end = await acme.follow(id, () => {});
      const { send, message, messages } = await connect(ACME);
      send({ action: 'subscribe', jobId: id });
      expect(await message(ofJob(id))).toMatchObject({ job: { status: 'SUCCEEDED', version: end.version } });
      await message(({ type }) => type === 'subscribed');
      send({ action: 'ping' });
      await message(({ type }) => type === 'pong');
      expect(messages).toHaveLength(3);
    },
    TIME_LIMIT_MS,
  );

  test(
    'finds no job of another owner, and stays open',
    async () => {
      const { id } = await other.submit(SAMPLE_JOB);
      const { send, message, messages } = await connect(ACME);
      const request = { action: 'subscribe', jobId: id };
      send(request);
      expect(await message(({ type }) => type === 'error')).toMatchObject({
        problem: { code: 'job-not-found', status: 404 },
        request,
      });
      await other.follow(id, () => {});
      send({ action: 'ping' });
      await message(({ type }) => type === 'pong');
      expect(messages.map(({ type }) => type)).toEqual(['error', 'pong']);
    },
    TIME_LIMIT_MS,
  );

  test(
    'is told of all jobs of its owner, those that are submitted later too, and of no others',
    async () => {
      queriesMayRun.resolve();
      const earlier = await acme.submit(ENDLESS_QUERY);
      const { send, message, messages, statesOf } = await connect(ACME);
      send({ action: 'subscribe', jobs: 'mine' });
      expect(await message(({ type }) => type === 'subscribed')).toEqual({ type: 'subscribed', jobs: 'mine' });
      await message(ofJob(earlier.id));
      const foreign = await other.submit(SAMPLE_JOB);
      const later = await acme.submit(SAMPLE_JOB);
      // What comes in one batch may be told as the newest of it.
      expect((await statesOf(later.id)).at(-1)?.status).toBe('SUCCEEDED');
      await acme.cancel(earlier.id);
      expect((await statesOf(earlier.id)).at(-1)?.status).toBe('CANCELLED');
      await other.follow(foreign.id, () => {});
      expect(messages.filter(ofJob(foreign.id))).toEqual([]);
    },
    TIME_LIMIT_MS,
  );

  test(
    'answers what it does not understand, and what is no JSON, with a problem',
    async () => {
      const { send, message, messages } = await connect(ACME);
      send({ action: 'shout' });
      await message(({ type }) => type === 'error');
      send({ action: 'ping' });
      await message(({ type }) => type === 'pong');
      expect(messages).toMatchObject([
        { type: 'error', problem: { code: 'validation-failed' }, request: { action: 'shout' } },
        { type: 'pong' },
      ]);
    },
    TIME_LIMIT_MS,
  );
});

describe('the queue of pushes', () => {
  test(
    'is sent nothing of a job that nobody watches',
    async () => {
      const inbox = await subscribeAsPushIs();
      // Of an owner who has not subscribed to all of his jobs.
      const unwatched = await other.submit(SAMPLE_JOB);
      await other.follow(unwatched.id, () => {});

      const { send, statesOf } = await connect(OTHER);
      const watched = await other.submit(ENDLESS_QUERY);
      send({ action: 'subscribe', jobId: watched.id });
      await other.cancel(watched.id);
      await statesOf(watched.id);
      // In the order of their publication, but for what is published at once: the end of the first came long before.
      const events = await inbox.receiveUntil((event) => event.subject === watched.id && isTerminal(event.data.status));
      expect(events.map(({ subject }) => subject)).not.toContain(unwatched.id);
      inbox.close();
    },
    TIME_LIMIT_MS,
  );
});

/** A queue that is subscribed to job events just as the one of pushes is, with its filter policy as SNS has it. */
async function subscribeAsPushIs() {
  const { environment } = stack;
  const settings = {
    region: environment['AWS_REGION'] ?? '',
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  };
  const sqs = new SQSClient({ ...settings, endpoint: environment['AWS_ENDPOINT_URL_SQS'] ?? '' });
  const sns = new SNSClient({ ...settings, endpoint: environment['AWS_ENDPOINT_URL_SNS'] ?? '' });
  const arnOf = async (QueueUrl: string | undefined) => {
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    return Attributes?.['QueueArn'];
  };
  const TopicArn = environment['JOB_EVENTS_TOPIC_ARN'];
  const pushArn = await arnOf(environment['PUSH_QUEUE_URL']);
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  const { SubscriptionArn } = Subscriptions.find(({ Endpoint }) => Endpoint === pushArn) ?? {};
  const { Attributes = {} } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  const { FilterPolicy = '', RawMessageDelivery = '' } = Attributes;
  expect(FilterPolicy).not.toBe('');

  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'as-push' }));
  const copy = { FilterPolicy, RawMessageDelivery };
  await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: await arnOf(QueueUrl), Attributes: copy }),
  );
  return {
    async receiveUntil(holds: (event: JobEvent) => boolean): Promise<readonly JobEvent[]> {
      const events: JobEvent[] = [];
      while (!events.some(holds)) {
        const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
        const { Messages = [] } = await sqs.send(receive);
        events.push(...Messages.map(({ Body = '' }) => JSON.parse(Body) as JobEvent));
      }
      return events;
    },
    close() {
      sqs.destroy();
      sns.destroy();
    },
  };
}

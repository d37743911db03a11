/** Each channel that a client can follow a job by is cut in the middle, against the real API, workers and storage. */
import { SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startLocalStack, type LocalStack, type LocalStackOptions } from '@jobs/local-stack';
import type { JobSummary } from '@jobs/shared-contracts';
import { systemClock, type Clock } from './clock.ts';
import { createClient, type ClientOptions, type JobClient } from './index.ts';
import { cutWebSocket, type CutSockets } from './testing/cut-web-socket.ts';
import { startFaultProxy } from './testing/start-fault-proxy.ts';

const TIME_LIMIT_MS = 300_000;

type Intercept = NonNullable<LocalStackOptions['intercept']>;

let stack: LocalStack;
/** Until it is opened, no worker is given a message. */
let gate: PromiseWithResolvers<void>;
/** Told of each call that a function makes to storage. */
let onFunctionCall: (principal: string) => void;
/** What a worker reads of a job's input comes at the end of all tests. */
const reading = Promise.withResolvers<void>();
const intercept: Intercept = async ({ operation, principal }, send) => {
  if (operation === 'GetObject' && principal.startsWith('worker-')) await reading.promise;
  if (principal.startsWith('function-')) onFunctionCall(principal);
  const answer = await send();
  // Afterwards: a receive may have begun before the test.
  if (operation === 'ReceiveMessage' && principal.startsWith('worker-')) await gate.promise;
  return answer;
};
beforeAll(async () => {
  stack = await startLocalStack({ pollIntervalMs: 100, shutdownGraceSeconds: 1, intercept });
}, TIME_LIMIT_MS);
beforeEach(() => {
  gate = Promise.withResolvers();
  onFunctionCall = () => {};
});
afterEach(() => gate.resolve());
afterAll(async () => {
  reading.resolve();
  await stack.stop();
}, TIME_LIMIT_MS);

const open = (options: Partial<ClientOptions>, baseUrl = stack.url) =>
  createClient({ baseUrl, apiKey: stack.apiKeys[0]?.key ?? '', random: () => 0, ...options });

/** Runs until it is cancelled. */
async function submitEndless(client: JobClient) {
  const { uploadId } = await client.upload(new Blob(['Never read.'], { type: 'text/plain' }));
  return client.submit('text-analyze', { source: { uploadId } });
}

/** Reads on to the next change of status, and notes what came. */
function statusReader(watching: AsyncGenerator<JobSummary, void>) {
  const seen: JobSummary[] = [];
  const next = async (): Promise<string> => {
    for (;;) {
      const { value, done } = await watching.next();
      if (done) return 'ended';
      const before = seen.at(-1);
      seen.push(value);
      if (value.status !== before?.status) return value.status;
    }
  };
  return { seen, next };
}

/** Waits as long as it takes where the client gives up: for a connection, for a pong. A busy machine cuts nothing. */
const patient: Clock = {
  now: () => systemClock.now(),
  sleep: (ms, signal) => systemClock.sleep(ms >= 10_000 ? Infinity : ms, signal),
};

/** A job read by polling is never answered: what is seen came by push. */
const withoutPolling: typeof fetch = (input, init) =>
  init?.method === 'GET' && (input as string).includes('/v1/jobs/')
    ? new Promise((_, reject) => {
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error), { once: true });
      })
    : fetch(input, init);

async function closeByServer(): Promise<void> {
  for (const id of stack.connections()) {
    await fetch(`${stack.url}/@connections/${encodeURIComponent(id)}`, {
      method: 'DELETE',
      headers: { authorization: 'AWS4-HMAC-SHA256 Credential=test' },
    });
  }
}

const growing = (versions: readonly number[]) => [...new Set(versions)].toSorted((a, b) => a - b);

describe('no change of status is missed by a client that watches', () => {
  const cuts: [string, (sockets: CutSockets) => Promise<void> | void][] = [
    ['closed by the server', closeByServer],
    ['broken off', (sockets) => sockets.cut()],
  ];
  test.each(cuts)(
    'by push alone, while its connection is %s before every change',
    async (_, cut) => {
      const sockets = cutWebSocket();
      const client = open({ WebSocket: sockets.WebSocket, fetch: withoutPolling, clock: patient });
      const job = await submitEndless(client);
      const { next, seen } = statusReader(client.watch(job));
      expect(await next()).toBe('QUEUED');
      await cut(sockets);
      gate.resolve();
      expect(await next()).toBe('RUNNING');
      await cut(sockets);
      await client.cancel(job);
      expect([await next(), await next()]).toEqual(['CANCELLED', 'ended']);
      expect(sockets.opened()).toBe(3);
      const versions = seen.map(({ version }) => version);
      expect(versions).toEqual(growing(versions));
    },
    TIME_LIMIT_MS,
  );

  test(
    'by push alone, while the functions are killed in the middle of pushing',
    async () => {
      await makeMessagesVisibleSoon();
      const sockets = cutWebSocket();
      const client = open({ WebSocket: sockets.WebSocket, fetch: withoutPolling, clock: patient });
      const job = await submitEndless(client);
      const { next } = statusReader(client.watch(job));
      expect(await next()).toBe('QUEUED');
      let kills = 0;
      onFunctionCall = (principal) => {
        const pid = stack.functionProcess();
        if (principal !== 'function-push-events' || kills > 0 || pid === undefined) return;
        kills += 1;
        process.kill(pid, 'SIGKILL');
      };
      gate.resolve();
      expect(await next()).toBe('RUNNING');
      expect(kills).toBe(1);
      await client.cancel(job);
      expect([await next(), await next()]).toEqual(['CANCELLED', 'ended']);
      expect(sockets.opened()).toBe(1);
    },
    TIME_LIMIT_MS,
  );

  test(
    'by long polling, while every second answer that was held is lost',
    async () => {
      let polls = 0;
      const proxy = await startFaultProxy(stack.url, (_, { headers }) => {
        if (!headers.prefer) return 'none';
        polls += 1;
        return polls % 2 === 1 ? 'lost-answer' : 'none';
      });
      try {
        const client = open({ WebSocket: false }, proxy.url);
        const job = await submitEndless(client);
        const { next, seen } = statusReader(client.watch(job));
        expect(await next()).toBe('QUEUED');
        const running = next();
        gate.resolve();
        expect(await running).toBe('RUNNING');
        await client.cancel(job);
        expect([await next(), await next()]).toEqual(['CANCELLED', 'ended']);
        expect(polls).toBeGreaterThanOrEqual(2);
        const versions = seen.map(({ version }) => version);
        expect(versions).toEqual(growing(versions));
      } finally {
        await proxy.stop();
      }
    },
    TIME_LIMIT_MS,
  );
});

/** What a killed function had in its hands comes again soon, and not after minutes. */
async function makeMessagesVisibleSoon(): Promise<void> {
  const { environment } = stack;
  const sqs = new SQSClient({
    region: environment['AWS_REGION'] ?? '',
    endpoint: environment['AWS_ENDPOINT_URL_SQS'] ?? '',
    credentials: {
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  });
  const Attributes = { VisibilityTimeout: '1' };
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: environment['PUSH_QUEUE_URL'], Attributes }));
  sqs.destroy();
}

import { afterEach, describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import { createClient, type ClientOptions } from '../index.ts';
import { fakeJob } from '../testing/fake-job.ts';
import { inTurn, startServer, type Answering, type ScriptedAnswer, type TestServer } from '../testing/http-server.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { problemOf } from '../testing/problem-of.ts';

const KEY = 'a-key-that-nobody-may-see';
const JOB = fakeJob();
const ACCEPTED: ScriptedAnswer = { status: 202, body: JOB };
const TEXT = { source: { text: 'to be' } };

let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function open(answer: Answering, options: Partial<ClientOptions> = {}) {
  server = await startServer(answer);
  return createClient({ baseUrl: `${server.url}/`, apiKey: KEY, random: () => 0, ...options });
}

const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => Promise.reject(new Error('It did not fail')),
    (error: unknown) => error as Error,
  );

describe('a request', () => {
  test('carries the key, the job and a key of idempotency', async () => {
    const client = await open(() => ACCEPTED);
    const job = await client.submit('text-analyze', TEXT, { tags: { team: 'a' }, maxAttempts: 2, idempotencyKey: 'k' });
    expect(job).toEqual(JOB);
    expect(server?.requests).toHaveLength(1);
    expect(server?.requests[0]).toMatchObject({
      method: 'POST',
      path: '/v1/jobs',
      headers: { 'x-api-key': KEY, 'content-type': 'application/json', 'idempotency-key': 'k' },
    });
    expect(JSON.parse(server?.requests[0]?.body ?? '')).toEqual({
      type: 'text-analyze',
      input: TEXT,
      tags: { team: 'a' },
      maxAttempts: 2,
    });
  });

  test('bypasses the browser’s cache, which would complete an answer with URLs that have expired', async () => {
    const caches: unknown[] = [];
    const watched: typeof fetch = (input, init) => {
      caches.push((init as { readonly cache?: string }).cache);
      return fetch(input, init);
    };
    await (await open(() => ACCEPTED, { fetch: watched })).get(JOB.id);
    expect(caches).toEqual(['no-store']);
  });

  test('has another key of idempotency with each submission, and the same with each try of it', async () => {
    const client = await open(inTurn('cut', { status: 503, body: problemOf('service-unavailable') }, ACCEPTED));
    await client.submit('text-analyze', TEXT);
    await client.submit('text-analyze', TEXT);
    const keys = server?.requests.map(({ headers }) => headers['idempotency-key']) ?? [];
    expect(keys).toHaveLength(4);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(keys[3]).not.toBe(keys[0]);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each([
    ['a connection that breaks off', 'cut' as const],
    ['429 of the gateway', { status: 429, body: { message: 'Too Many Requests' } }],
    ['500 of the gateway', { status: 500, body: { message: 'Internal Server Error' } }],
    ['500 as a problem', { status: 500, body: problemOf('internal-error') }],
    ['502 with a page', { status: 502, body: '<html>' }],
    ['503 as a problem', { status: 503, body: problemOf('service-unavailable') }],
    ['504', { status: 504 }],
  ])('is sent again after %s', async (_, answer) => {
    const client = await open(inTurn(answer, answer, ACCEPTED));
    await expect(client.get(JOB.id)).resolves.toEqual(JOB);
    expect(server?.requests).toHaveLength(3);
  });

  test.each([
    ['job-not-found', 404],
    ['invalid-api-key', 401],
    ['insufficient-scope', 403],
    ['job-already-finished', 409],
    ['idempotency-key-reused', 422],
  ] as const)('that is refused with %s is not sent again', async (code, status) => {
    const client = await open(() => ({ status, body: problemOf(code, { traceId: 't-1' }) }));
    expect(await failureOf(client.cancel(JOB.id))).toMatchObject({
      name: 'ProblemError',
      code,
      status,
      traceId: 't-1',
    });
    expect(server?.requests).toHaveLength(1);
  });

  test('is sent again as often as the client is told, and then fails with the last answer', async () => {
    const client = await open(() => ({ status: 503, body: problemOf('service-unavailable') }), { tries: 4 });
    expect(await failureOf(client.get(JOB.id))).toMatchObject({ code: 'service-unavailable' });
    expect(server?.requests).toHaveLength(4);
  });

  test('waits as long as the server asks for', async () => {
    const clock = createManualClock();
    const client = await open(inTurn({ status: 429, headers: { 'retry-after': '7' } }, { status: 200, body: JOB }), {
      clock,
    });
    const getting = client.get(JOB.id);
    await clock.asleepFor(7000);
    expect(server?.requests).toHaveLength(1);
    clock.advance(7000);
    await expect(getting).resolves.toEqual(JOB);
  });

  test('leaves no timer behind', async () => {
    const clock = createManualClock();
    await (await open(() => ACCEPTED, { clock })).get(JOB.id);
    expect(clock.sleepers()).toBe(0);
  });

  test('that is never answered is given up and sent again', async () => {
    const clock = createManualClock();
    let sent = 0;
    const arrived = Promise.withResolvers<void>();
    const client = await open(
      () => {
        sent += 1;
        arrived.resolve();
        return sent === 1 ? new Promise(() => {}) : { status: 200, body: JOB };
      },
      { clock },
    );
    const getting = client.get(JOB.id);
    await arrived.promise;
    clock.advance(35_000);
    await expect(getting).resolves.toEqual(JOB);
  });

  test.each([
    [{ timeoutMs: 5000 }, {}],
    [{}, { timeoutMs: 5000 }],
  ])('takes no longer than the client or its call may (%j, %j), and then says so', async (options, callOptions) => {
    const clock = createManualClock();
    const arrived = Promise.withResolvers<void>();
    const client = await open(
      () => {
        arrived.resolve();
        return new Promise(() => {});
      },
      { clock, ...options },
    );
    const getting = failureOf(client.get(JOB.id, callOptions));
    await arrived.promise;
    clock.advance(5000);
    expect(await getting).toMatchObject({ code: 'call-timed-out', message: expect.stringContaining('5000 ms') });
  });

  test('ends with its signal’s reason, while it waits for an answer and while it pauses', async () => {
    const reason = new Error('enough');
    const arrived = Promise.withResolvers<void>();
    const waiting = new AbortController();
    const never: Answering = () => {
      arrived.resolve();
      return new Promise(() => {});
    };
    const client = await open(never, { tries: 1 });
    const getting = failureOf(client.get(JOB.id, { signal: waiting.signal }));
    await arrived.promise;
    waiting.abort(reason);
    expect(await getting).toBe(reason);
    expect(await failureOf(client.get(JOB.id, { signal: waiting.signal }))).toBe(reason);
    expect(server?.requests).toHaveLength(1);
    await server?.stop();

    const clock = createManualClock();
    const pausing = new AbortController();
    const refused = await open(() => ({ status: 503, headers: { 'retry-after': '9' } }), { clock });
    const pause = failureOf(refused.get(JOB.id, { signal: pausing.signal }));
    await clock.asleepFor(9000);
    pausing.abort(reason);
    expect(await pause).toBe(reason);
  });
});

describe('an answer that is not of the API', () => {
  test.each([
    ['a page', { status: 200, body: '<html>' }, 200, 'it is not JSON'],
    ['a gateway’s refusal', { status: 403, body: { message: 'Forbidden' } }, 403, 'Forbidden'],
    ['S3’s refusal', { status: 400, body: '<Error><Code>EntityTooLarge</Code></Error>' }, 400, 'EntityTooLarge'],
    ['a bare refusal', { status: 405 }, 405, 'Method Not Allowed'],
    ['JSON that says nothing', { status: 418, body: 'null' }, 418, 'Teapot'],
  ])('is an error that names the request and what came: %s', async (_, answer, status, reason) => {
    const client = await open(() => answer);
    const failure = await failureOf(client.get(JOB.id));
    expect(failure).toMatchObject({ name: 'UnexpectedAnswerError', code: 'unexpected-answer', status });
    expect(failure.message).toContain(`GET /v1/jobs/${JOB.id} was answered ${status}: `);
    expect(failure.message).toContain(reason);
  });

  test('is no redirect to be followed: the key would go along', async () => {
    const client = await open(({ path }) =>
      path === '/elsewhere' ? ACCEPTED : { status: 307, headers: { location: '/elsewhere' } },
    );
    expect(await failureOf(client.get(JOB.id))).toMatchObject({ code: 'unexpected-answer', status: 307 });
    expect(server?.requests).toHaveLength(1);
  });

  test('or none at all: the cause says why', async () => {
    const client = await open(() => 'cut', { tries: 2 });
    await server?.stop();
    const failure = await failureOf(client.jobTypes());
    expect(failure).toMatchObject({ code: 'no-answer', cause: { message: 'fetch failed' } });
    expect(failure.message).toContain('GET /v1/job-types was not answered');
  });
});

describe('no error tells the key', () => {
  test.each<[string, ScriptedAnswer | 'cut']>([
    ['of a lost connection', 'cut'],
    ['of a problem', { status: 404, body: problemOf('job-not-found') }],
    ['of a page that quotes the request', { status: 400, body: `x-api-key: ${KEY}` }],
  ])('%s', async (_, answer) => {
    const client = await open(() => answer, { tries: 2 });
    expect(inspect(await failureOf(client.get(JOB.id)), { depth: 10 })).not.toContain(KEY);
  });

  test.each([
    { apiKey: `${KEY}\n` },
    { apiKey: `${KEY}é` },
    { apiKey: '' },
    { baseUrl: `https://user:${KEY}@example.com` },
    { baseUrl: 'ftp://example.com' },
    { baseUrl: 'example.com' },
    { baseUrl: 'https://example.com/?a=b' },
    { tries: 0 },
    { timeoutMs: Number.NaN },
  ])('of options that are wrong: %j', (options) => {
    const create = () => createClient({ baseUrl: 'https://example.com', apiKey: KEY, ...options });
    expect(create).toThrow(expect.objectContaining({ code: 'invalid-client-options' }));
    expect(create).not.toThrow(KEY);
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LIMITS, type JobSummary } from '@jobs/shared-contracts';
import { createClient, ProblemError, type ClientOptions } from '../index.ts';
import { fakeJob, jobIdOf } from '../testing/fake-job.ts';
import { startJobServer, type JobServer } from '../testing/job-server.ts';
import { countingWebSocket } from '../testing/counting-web-socket.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { WAIT_SECONDS } from './poll-job.ts';

const ID = jobIdOf(1);
const running = (percent: number) => fakeJob({ status: 'RUNNING', attempt: 1, progress: { percent } });
const succeeded = fakeJob({ status: 'SUCCEEDED', attempt: 1 });

const jobFrame = (job: object) => JSON.stringify({ type: 'job', job });

let server: JobServer;
beforeEach(async () => {
  server = await startJobServer();
});
afterEach(async () => {
  await Promise.all(watches.splice(0).map((watching) => watching.return()));
  await server.stop();
});

const watches: AsyncGenerator<JobSummary, void>[] = [];

const open = (options: Partial<ClientOptions> = {}) =>
  createClient({ baseUrl: server.url, apiKey: 'test-key', random: () => 0, ...options });

/** Reads on, one state at a time. */
function reader(watching: AsyncGenerator<JobSummary, void>) {
  watches.push(watching);
  const seen: string[] = [];
  const read = async () => {
    const { value, done } = await watching.next();
    if (done) return 'ended';
    seen.push(`${value.status} ${value.version}`);
    return seen.at(-1);
  };
  return { read, seen };
}

const polls = () => server.requests.filter(({ method }) => method === 'GET').length;
const tickets = () => server.requests.filter(({ path }) => path === '/v1/connections').length;
const subscriptions = (jobId = ID) =>
  server.push.frames.filter((frame) => JSON.stringify(frame) === JSON.stringify({ action: 'subscribe', jobId })).length;

describe('watching a job by push', () => {
  test('gives its present state and every change, and ends with its end, without polling', async () => {
    server.change(fakeJob());
    // On a clock that stands still, no polling begins because a machine is slow.
    const { read } = reader(open({ clock: createManualClock() }).watch(ID));
    expect(await read()).toBe('QUEUED 1');
    server.change(running(10));
    expect(await read()).toBe('RUNNING 2');
    server.change(running(60));
    expect(await read()).toBe('RUNNING 3');
    server.change(succeeded);
    expect(await read()).toBe('SUCCEEDED 4');
    expect(await read()).toBe('ended');
    expect(polls()).toBe(0);
  });

  test('of a job that has ended gives that state alone', async () => {
    server.change(succeeded);
    const { read } = reader(open().watch(ID));
    expect([await read(), await read()]).toEqual(['SUCCEEDED 1', 'ended']);
  });

  test('drops what is old, comes twice, is of other jobs, or is no message at all', async () => {
    const old = server.change(fakeJob());
    const { read } = reader(open().watch(ID));
    await read();
    const frames = [
      'no JSON',
      '[]',
      'null',
      '{"type":"news"}',
      jobFrame({}),
      jobFrame(old),
      jobFrame({ ...succeeded, id: jobIdOf(2) }),
    ];
    for (const frame of frames) server.push.broadcast(frame);
    const next = server.change(running(1));
    server.push.broadcast(jobFrame(next));
    server.push.broadcast(jobFrame(old));
    expect(await read()).toBe('RUNNING 2');
    server.change(succeeded);
    expect([await read(), await read()]).toEqual(['SUCCEEDED 3', 'ended']);
  });

  test('shares one connection between all watches, which is closed after the last', async () => {
    const client = open({ clock: createManualClock() });
    const readers = [1, 2, 3].map((index) => {
      server.change(fakeJob({ id: jobIdOf(index) }));
      return reader(client.watch(jobIdOf(index)));
    });
    const twice = reader(client.watch(ID));
    await Promise.all([...readers, twice].map(({ read }) => read()));
    expect({ open: server.push.open(), tickets: tickets() }).toEqual({ open: 1, tickets: 1 });

    server.change(succeeded);
    expect([await readers[0]?.read(), await twice.read()]).toEqual(['SUCCEEDED 2', 'SUCCEEDED 2']);
    for (const index of [2, 3]) server.change({ ...succeeded, id: jobIdOf(index) });
    for (const { read } of [...readers, twice]) while ((await read()) !== 'ended');
    await server.until(() => server.push.open() === 0);
  });

  test('takes back the subscription when a reader leaves and others stay', async () => {
    const client = open();
    server.change(fakeJob());
    server.change(fakeJob({ id: jobIdOf(2) }));
    const staying = reader(client.watch(jobIdOf(2)));
    await staying.read();
    for await (const job of client.watch(ID)) {
      expect(job.version).toBe(1);
      break;
    }
    await server.until(() => JSON.stringify(server.push.frames).includes('"unsubscribe"'));
    expect(server.push.frames.at(-1)).toEqual({ action: 'unsubscribe', jobId: ID });
    server.change({ ...succeeded, id: jobIdOf(2) });
    expect(await staying.read()).toBe('SUCCEEDED 2');
    expect(await staying.read()).toBe('ended');
  });

  test('that begins as the last one ends has a connection of its own', async () => {
    const client = open({ clock: createManualClock() });
    server.change(fakeJob());
    for (let round = 1; round <= 3; round += 1) {
      const watching = client.watch(ID);
      const { read } = reader(watching);
      await read();
      server.change(running(round));
      expect(await read()).toBe(`RUNNING ${round + 1}`);
      await watching.return();
    }
    expect({ polls: polls(), tickets: tickets() }).toEqual({ polls: 0, tickets: 3 });
    await server.until(() => server.push.open() === 0);
  });

  test('opens another connection, with another ticket, when one is cut, and misses nothing', async () => {
    server.change(fakeJob());
    const { read } = reader(open().watch(ID));
    await read();
    for (const percent of [10, 20, 30]) {
      server.push.cut();
      server.change(running(percent));
      expect(await read()).toMatch(/^RUNNING/);
      await server.until(() => server.push.open() === 1);
    }
    server.push.cut();
    server.change(succeeded);
    expect([await read(), await read()]).toEqual(['SUCCEEDED 5', 'ended']);
    expect(tickets()).toBeGreaterThanOrEqual(4);
  });

  test('finds a connection that is dead, though nobody closed it', async () => {
    const clock = createManualClock();
    server.change(fakeJob());
    const { read } = reader(open({ clock }).watch(ID));
    await read();
    server.push.mute = true;
    server.change(succeeded);
    await clock.asleepFor(60_000);
    clock.advance(60_000);
    await clock.asleepFor(10_000);
    clock.advance(10_000);
    // Found by polling at once.
    expect([await read(), await read()]).toEqual(['SUCCEEDED 2', 'ended']);
    expect(polls()).toBe(1);
  });

  test('keeps a quiet connection alive, and asks for the present state now and then', async () => {
    const clock = createManualClock();
    const heard = countingWebSocket();
    server.change(fakeJob());
    const { read } = reader(open({ clock, WebSocket: heard.WebSocket }).watch(ID));
    await read();
    for (let ping = 1; ping <= 5; ping += 1) {
      await clock.asleepFor(60_000);
      if (ping === 5) {
        // This change is lost on its way.
        server.push.mute = true;
        server.change(running(50));
        server.push.mute = false;
      }
      clock.advance(60_000);
      await clock.asleepFor(10_000);
      await heard.until((frames) => frames.filter((frame) => frame === '{"type":"pong"}').length === ping);
      if (ping < 5) clock.advance(10_000);
    }
    expect(await read()).toBe('RUNNING 2');
    expect({ polls: polls(), tickets: tickets(), subscriptions: subscriptions() }).toEqual({
      polls: 0,
      tickets: 1,
      subscriptions: 2,
    });
  });
});

describe('watching a job by long polling', () => {
  test.each([404, 501, 503] as const)('when connections are answered %d', async (status) => {
    server.push.connections = status;
    server.change(fakeJob());
    const { read, seen } = reader(open().watch(ID));
    await read();
    server.change(running(10));
    await read();
    server.change(succeeded);
    await read();
    expect(await read()).toBe('ended');
    expect(seen).toEqual(['QUEUED 1', 'RUNNING 2', 'SUCCEEDED 3']);
  });

  test('when the runtime has no WebSocket: asks for the state, and then has each answer held', async () => {
    server.change(fakeJob());
    const { read } = reader(open({ WebSocket: false }).watch(ID));
    await read();
    await server.until(() => polls() === 2);
    server.change(succeeded);
    expect([await read(), await read()]).toEqual(['SUCCEEDED 2', 'ended']);
    expect(server.requests.map(({ headers }) => [headers.prefer, headers['if-none-match']])).toEqual([
      [undefined, undefined],
      ['wait=20', 'W/"1"'],
    ]);
  });

  test('waits as long as the API allows', () => {
    expect(WAIT_SECONDS).toBe(LIMITS.waitSeconds);
  });

  test('ends when push is there again, which is tried again after five minutes', async () => {
    const clock = createManualClock();
    server.push.connections = 404;
    server.change(fakeJob());
    const { read } = reader(open({ clock }).watch(ID));
    await read();
    server.push.connections = 201;
    await clock.asleepFor(300_000);
    clock.advance(300_000);
    await server.until(() => subscriptions() === 1);
    server.change(running(10));
    expect(await read()).toBe('RUNNING 2');
    const before = polls();
    server.change(succeeded);
    expect([await read(), await read()]).toEqual(['SUCCEEDED 3', 'ended']);
    expect(polls()).toBe(before);
  });

  test('begins meanwhile when a connection takes its time', async () => {
    const clock = createManualClock();
    server.push.mute = true;
    server.change(fakeJob());
    const { read } = reader(open({ clock }).watch(ID));
    const reading = read();
    await server.until(() => subscriptions() === 1);
    clock.advance(3000);
    expect(await reading).toBe('QUEUED 1');
  });

  test('asks no connection of an API without push for each watch', async () => {
    server.push.connections = 404;
    const client = open();
    server.change(succeeded);
    for (let i = 0; i < 3; i += 1) for await (const job of client.watch(ID)) expect(job.status).toBe('SUCCEEDED');
    expect(tickets()).toBe(1);
  });
});

describe('a watch', () => {
  test.each([{}, { WebSocket: false as const }])(
    'of a job that is not there throws the problem (%j)',
    async (options) => {
      const failure = await open(options)
        .watch(ID)
        .next()
        .catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(ProblemError);
      expect(failure).toMatchObject({ code: 'job-not-found', status: 404 });
    },
  );

  test.each([{}, { WebSocket: false as const }])('ends with its signal’s reason (%j)', async (options) => {
    server.change(fakeJob());
    const abort = new AbortController();
    const watching = open(options).watch(ID, { signal: abort.signal });
    await watching.next();
    const reading = watching.next();
    abort.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    await server.until(() => server.push.open() === 0);
    await expect(open(options).watch(ID, { signal: abort.signal }).next()).rejects.toThrow('enough');
  });

  test('outlives an API that is away for a while', async () => {
    server.change(fakeJob());
    const refused = { left: 12 };
    const flaky: typeof fetch = (input, init) => {
      refused.left -= 1;
      return refused.left > 0 ? Promise.reject(new TypeError('away')) : fetch(input, init);
    };
    server.change(succeeded);
    const { read } = reader(open({ fetch: flaky, WebSocket: false }).watch(ID));
    expect([await read(), await read()]).toEqual(['SUCCEEDED 2', 'ended']);
  });
});

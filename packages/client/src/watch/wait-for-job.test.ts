import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createClient, type ClientOptions } from '../index.ts';
import { fakeJob, jobIdOf } from '../testing/fake-job.ts';
import { startServer } from '../testing/http-server.ts';
import { startJobServer, type JobServer } from '../testing/job-server.ts';
import { createManualClock } from '../testing/manual-clock.ts';

const ID = jobIdOf(1);
const ended = (status: 'SUCCEEDED' | 'FAILED' | 'CANCELLED', fields: object = {}) => ({
  ...fakeJob({ status }),
  ...fields,
});

let server: JobServer;
beforeEach(async () => {
  server = await startJobServer();
});
afterEach(() => server.stop());

const open = (options: Partial<ClientOptions> = {}) =>
  createClient({ baseUrl: server.url, apiKey: 'test-key', random: () => 0, ...options });

describe.each([
  ['by push', {}],
  ['by long polling', { WebSocket: false as const }],
])('waiting for a job %s', (_, options) => {
  test('answers with its result once it has succeeded', async () => {
    server.change(fakeJob());
    const waiting = open(options).wait(ID);
    await server.until(() => server.requests.length > 0);
    server.change(ended('SUCCEEDED', { result: { words: 2 } }));
    expect(await waiting).toEqual({ words: 2 });
  });

  test('answers with a result that is null', async () => {
    server.change(ended('SUCCEEDED', { result: null }));
    expect(await open(options).wait(ID)).toBeNull();
  });

  test('fetches a large result from where it is, without the key', async () => {
    const bucket = await startServer(() => ({ status: 200, body: { words: 3 } }));
    server.change(ended('SUCCEEDED', { resultUrl: `${bucket.url}/result` }));
    expect(await open(options).wait(ID)).toEqual({ words: 3 });
    expect(bucket.requests.map(({ headers }) => headers['x-api-key'])).toEqual([undefined]);
    await bucket.stop();
  });

  test('throws the job that failed, or was cancelled', async () => {
    const error = { code: 'bad-sql', message: 'no such column', attempt: 1 };
    server.change(ended('FAILED', { error }));
    await expect(open(options).wait(ID)).rejects.toMatchObject({ code: 'job-failed', job: { id: ID, error } });
    server.change(ended('CANCELLED'));
    await expect(open(options).wait(ID)).rejects.toMatchObject({ code: 'job-cancelled', job: { id: ID } });
  });

  test('ends after the given time, or with its signal, and leaves no connection behind', async () => {
    server.change(fakeJob());
    const clock = createManualClock();
    const waiting = open({ ...options, clock }).wait(ID, { timeoutMs: 1234 });
    waiting.catch(() => {});
    await server.until(() => server.requests.length > 0);
    clock.advance(1234);
    await expect(waiting).rejects.toMatchObject({ code: 'wait-timed-out', jobId: ID });
    const abort = new AbortController();
    const aborted = open(options).wait(ID, { signal: abort.signal });
    aborted.catch(() => {});
    await server.until(() => server.requests.length > 1);
    abort.abort(new Error('enough'));
    await expect(aborted).rejects.toThrow('enough');
    await server.until(() => server.push.open() === 0);
  });
});

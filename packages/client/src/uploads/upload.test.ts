import { openAsBlob } from 'node:fs';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createClient, type UploadProgress } from '../index.ts';
import { NodeXmlHttpRequest } from '../testing/xml-http-request.ts';
import { startServer, type Answering, type TestServer } from '../testing/http-server.ts';

const CONTENT = Buffer.from('to be or not to be, '.repeat(20_000));
const TICKET = { uploadId: 'upl_1', usableUntil: '2026-11-22T00:00:00.000Z', method: 'PUT' };

let server: TestServer;
afterEach(() => server.stop());

/** An API and a bucket in one. */
async function open(bucket: Answering = () => ({ status: 200 })) {
  server = await startServer((request) => {
    if (request.method === 'PUT') return bucket(request);
    const { sizeBytes, contentType } = JSON.parse(request.body) as { sizeBytes: number; contentType?: string };
    const headers = { 'content-length': String(sizeBytes), ...(contentType && { 'content-type': contentType }) };
    return { status: 201, body: { ...TICKET, url: `${server.url}/bucket?signature=secret`, headers } };
  });
  return createClient({ baseUrl: server.url, apiKey: 'test-key', random: () => 0 });
}

const puts = () => server.requests.filter(({ method }) => method === 'PUT');

/** What the runtime has for uploads with progress: Node's streams, or what browsers have. */
const RUNTIMES: [string, object][] = [
  ['in Node', {}],
  ['in a browser', { XMLHttpRequest: NodeXmlHttpRequest }],
];

describe.each(RUNTIMES)('an upload %s', (_runtime, globals) => {
  beforeEach(() => void Object.assign(globalThis, globals));
  afterEach(() => {
    for (const name of Object.keys(globals)) Reflect.deleteProperty(globalThis, name);
  });

  test.each<[string, () => Promise<Blob | ArrayBuffer | Buffer<ArrayBuffer>>]>([
    ['a Buffer', async () => CONTENT],
    ['an ArrayBuffer', async () => new Uint8Array(CONTENT).buffer],
    ['a part of a Buffer', async () => Buffer.concat([Buffer.from('__'), CONTENT]).subarray(2)],
    ['a Blob', async () => new Blob([CONTENT])],
    ['a file', () => openAsBlob(new URL('upload.test.ts', import.meta.url).pathname)],
  ])('sends %s whole and as it is, with its length, with and without progress', async (_, arrange) => {
    const client = await open();
    const content = await arrange();
    const expected = Buffer.from(await new Blob([content]).arrayBuffer());
    await client.upload(content);
    await client.upload(content, { onProgress: () => {} });
    expect(puts().map(({ body }) => Buffer.from(body).equals(expected))).toEqual([true, true]);
    expect(puts().map(({ headers }) => headers['content-length'])).toEqual(Array(2).fill(String(expected.length)));
    expect(puts().map(({ headers }) => headers['transfer-encoding'])).toEqual([undefined, undefined]);
  });

  test('answers with the id for a job’s input', async () => {
    const client = await open();
    expect(await client.upload(CONTENT)).toEqual({ uploadId: TICKET.uploadId, usableUntil: TICKET.usableUntil });
  });

  test('says how far it is, from nothing to all', async () => {
    const client = await open();
    const progress: UploadProgress[] = [];
    await client.upload(CONTENT, { onProgress: (step) => progress.push(step) });
    const sent = progress.map(({ sentBytes }) => sentBytes);
    expect(sent).toEqual(sent.toSorted((a, b) => a - b));
    expect([sent[0], sent.at(-1)]).toEqual([0, CONTENT.length]);
    expect(new Set(sent).size).toBeGreaterThan(3);
    expect(new Set(progress.map(({ totalBytes }) => totalBytes))).toEqual(new Set([CONTENT.length]));
  });

  test('declares its type, or the Blob’s own without parameters', async () => {
    const client = await open();
    await client.upload(CONTENT, { contentType: 'text/csv' });
    await client.upload(new Blob([CONTENT], { type: 'text/plain;charset=utf-8' }));
    expect(puts().map(({ headers }) => headers['content-type'])).toEqual(['text/csv', 'text/plain']);
  });

  test('does not take the API key along', async () => {
    const client = await open();
    await client.upload(CONTENT);
    expect(puts().map(({ headers }) => headers['x-api-key'])).toEqual([undefined]);
  });

  test('begins anew when the bucket fails', async () => {
    let failures = 2;
    const client = await open(() => {
      failures -= 1;
      return failures === 1 ? 'cut' : { status: failures < 0 ? 200 : 503 };
    });
    const starts: number[] = [];
    await client.upload(CONTENT, { onProgress: ({ sentBytes }) => sentBytes === 0 && starts.push(sentBytes) });
    expect(puts().at(-1)?.body).toHaveLength(CONTENT.length);
    expect(starts).toHaveLength(3);
  });

  test('that the bucket refuses says why, and tells no signature', async () => {
    const client = await open(() => ({ status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }));
    const failure = await client.upload(CONTENT, { onProgress: () => {} }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'unexpected-answer', status: 403 });
    expect(inspect(failure, { depth: 10 })).toContain('The upload was answered 403: AccessDenied');
    expect(inspect(failure, { depth: 10 })).not.toMatch(/signature|secret/);
    expect(puts()).toHaveLength(1);
  });

  test.each([{}, { onProgress: () => {} }])('ends with its signal’s reason (%j)', async (options) => {
    const abort = new AbortController();
    const client = await open(() => {
      abort.abort(new Error('enough'));
      return new Promise(() => {});
    });
    await expect(client.upload(CONTENT, { signal: abort.signal, ...options })).rejects.toThrow('enough');
    await expect(client.upload(CONTENT, { signal: abort.signal, ...options })).rejects.toThrow('enough');
    expect(puts()).toHaveLength(1);
  });
});

describe('a download', () => {
  test('fetches a file without the API key, and says why when it can’t', async () => {
    let left = 1;
    const client = await open();
    await server.stop();
    server = await startServer(({ path }) => {
      if (path === '/gone?signature=secret') return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
      left -= 1;
      return left < 0 ? { status: 200, body: 'a,b' } : 'cut';
    });
    const file = { name: 'a.csv', contentType: 'text/csv', sizeBytes: 3, url: `${server.url}/a` };
    expect(await (await client.download(file)).text()).toBe('a,b');
    expect(server.requests.map(({ headers }) => headers['x-api-key'])).toEqual([undefined, undefined]);
    const failure = await client.download(`${server.url}/gone?signature=secret`).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'unexpected-answer',
      message: 'The download was answered 403: AccessDenied',
    });
    expect(inspect(failure, { depth: 10 })).not.toContain('secret');
  });
});

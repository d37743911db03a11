import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { PortInUseError } from '../errors.ts';
import type { InvocationResult } from '../functions/invoke-function.ts';
import type { LoopbackServer } from '../loopback-server.ts';
import { HTTP_API_LIMITS } from './http-api-limits.ts';
import { startGateway, type GatewayOptions } from './start-gateway.ts';

const document = {
  paths: {
    '/v1/jobs': { post: { 'x-function': 'submit-job' } },
    '/v1/jobs/{jobId}': { get: { 'x-function': 'get-job' } },
  },
};

const allowed = { ok: true, result: { isAuthorized: true, context: { owner: 'acme' } } } as const;

type Functions = Record<string, (event: APIGatewayProxyEventV2) => InvocationResult | Promise<InvocationResult>>;

let gateway: LoopbackServer | undefined;
afterEach(() => gateway?.close());

async function start(functions: Functions, options: Partial<GatewayOptions> = {}) {
  const invoked: { name: string; event: APIGatewayProxyEventV2 }[] = [];
  gateway = await startGateway({
    port: 0,
    document,
    authorizer: { functionName: 'authorize', identityHeader: 'x-api-key', cacheMs: 300_000 },
    invoke: async (name, event) => {
      invoked.push({ name, event: event as APIGatewayProxyEventV2 });
      const all: Functions = { authorize: () => allowed, ...functions };
      const run = all[name];
      return run ? run(event as APIGatewayProxyEventV2) : { ok: false, errorMessage: `no function ${name}` };
    },
    ...options,
  });
  const { url } = gateway;
  const call = async (path: string, init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {}) => {
    const response = await fetch(`${url}${path}`, { ...init, headers: { 'x-api-key': 'a-key', ...init.headers } });
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  return { url, invoked, call };
}

const allowAll = async () => allowed;

const answers = (result: unknown) => () => ({ ok: true, result }) as const;
const message = (status: number, text_: string) => ({ status, body: JSON.stringify({ message: text_ }) });

describe('the gateway', () => {
  test('hands a request to the function of its route and its answer back', async () => {
    const { call, invoked } = await start({
      'get-job': answers({ statusCode: 200, headers: { ETag: 'W/"3"' }, cookies: ['a=1', 'b=2'], body: '{"id":1}' }),
    });
    const answer = await call('/v1/jobs/job_1?include=input', { headers: { cookie: 'session=x; theme=dark' } });
    expect(answer).toMatchObject({ status: 200, body: '{"id":1}' });
    expect(answer.headers.get('etag')).toBe('W/"3"');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(answer.headers.get('apigw-requestid')).toMatch(/./);
    expect(invoked.at(-1)).toMatchObject({
      name: 'get-job',
      event: {
        version: '2.0',
        routeKey: 'GET /v1/jobs/{jobId}',
        rawPath: '/v1/jobs/job_1',
        rawQueryString: 'include=input',
        queryStringParameters: { include: 'input' },
        pathParameters: { jobId: 'job_1' },
        cookies: ['session=x', 'theme=dark'],
        requestContext: { authorizer: { lambda: { owner: 'acme' } }, http: { method: 'GET', path: '/v1/jobs/job_1' } },
        isBase64Encoded: false,
      },
    });
    expect(invoked.at(-1)?.event.headers).not.toHaveProperty('cookie');
  });

  test('does not know a path or method without a route, and asks nobody', async () => {
    const { call, invoked } = await start({});
    expect(await call('/v1/nothing')).toMatchObject(message(404, 'Not Found'));
    expect(await call('/v1/jobs', { method: 'PATCH' })).toMatchObject(message(404, 'Not Found'));
    expect(await call('/v1/jobs/')).toMatchObject(message(404, 'Not Found'));
    expect(invoked).toEqual([]);
  });

  test('refuses a request without the identity source before the authorizer', async () => {
    const { call, invoked } = await start({});
    expect(await call('/v1/jobs/1', { headers: { 'x-api-key': '' } })).toMatchObject(message(401, 'Unauthorized'));
    expect(invoked).toEqual([]);
  });

  test('refuses what the authorizer denies', async () => {
    const { call, invoked } = await start({ authorize: answers({ isAuthorized: false }) });
    expect(await call('/v1/jobs/1')).toMatchObject(message(403, 'Forbidden'));
    expect(invoked.map(({ name }) => name)).toEqual(['authorize']);
  });

  test.each([
    ['throws', { ok: false, errorMessage: 'boom' } as const],
    ['answers nonsense', { ok: true, result: { allowed: true } } as const],
  ])('answers 500 when the authorizer %s', async (_, outcome) => {
    const { call } = await start({ authorize: () => outcome });
    expect(await call('/v1/jobs/1')).toMatchObject(message(500, 'Internal Server Error'));
  });

  test('asks the authorizer again only after the cache time, and for another key at once', async () => {
    let now = 1_000_000;
    const { call, invoked } = await start({ 'get-job': answers('ok') }, { now: () => now });
    const asked = () => invoked.filter(({ name }) => name === 'authorize').length;
    await call('/v1/jobs/1');
    await call('/v1/jobs/2');
    expect(asked()).toBe(1);
    await call('/v1/jobs/2', { headers: { 'x-api-key': 'another' } });
    expect(asked()).toBe(2);
    now += 300_000;
    await call('/v1/jobs/1');
    expect(asked()).toBe(3);
  });

  test.each([
    ['throws', { ok: false, errorMessage: 'boom' } as const],
    ['answers an impossible status', { ok: true, result: { statusCode: 42 } } as const],
    ['answers a body that is no text', { ok: true, result: { statusCode: 200, body: { a: 1 } } } as const],
    ['answers a header that HTTP forbids', { ok: true, result: { statusCode: 200, headers: { a: 'x\ny' } } } as const],
    ['answers more than 6 MB', { ok: true, result: 'x'.repeat(6 * 1024 * 1024 + 1) } as const],
  ])('answers 500 when the function %s', async (_, outcome) => {
    const { call } = await start({ 'get-job': () => outcome });
    expect(await call('/v1/jobs/1')).toMatchObject(message(500, 'Internal Server Error'));
  });

  test('gives up on a function after the integration timeout', async () => {
    const { call } = await start({ 'get-job': () => new Promise(() => {}) }, { integrationTimeoutMs: 20 });
    expect(await call('/v1/jobs/1')).toMatchObject(message(503, 'Service Unavailable'));
  });

  test.each([
    ['a text', 'hello', 'hello'],
    ['an object without statusCode', { id: 1 }, '{"id":1}'],
  ])('takes %s for the body of a 200', async (_, result, body) => {
    const { call } = await start({ 'get-job': answers(result) });
    const answer = await call('/v1/jobs/1');
    expect(answer).toMatchObject({ status: 200, body });
    expect(answer.headers.get('content-type')).toBe('application/json');
  });

  test('decodes a base64 body of the function', async () => {
    const body = Buffer.from('grüße').toString('base64');
    const { call } = await start({ 'get-job': answers({ statusCode: 200, body, isBase64Encoded: true }) });
    expect(await call('/v1/jobs/1')).toMatchObject({ status: 200, body: 'grüße' });
  });

  test('sends a 304 without a body', async () => {
    const { call } = await start({ 'get-job': answers({ statusCode: 304, headers: { etag: 'W/"1"' } }) });
    expect(await call('/v1/jobs/1')).toMatchObject({ status: 304, body: '' });
  });

  test('takes 10 MB to measure a body, and answers 413 above', async () => {
    const { call, invoked } = await start({ 'submit-job': answers({ statusCode: 202 }) });
    const post = (bytes: number) =>
      call('/v1/jobs', { method: 'POST', body: 'x'.repeat(bytes), headers: { 'content-type': 'text/plain' } });
    expect(await post(HTTP_API_LIMITS.bodyBytes + 1)).toMatchObject(message(413, 'Request Entity Too Large'));
    // Below API Gateway's limit, but more than Lambda takes.
    expect(await post(HTTP_API_LIMITS.functionPayloadBytes + 1)).toMatchObject({ status: 413 });
    expect(invoked.map(({ name }) => name)).toEqual(['authorize']);
    expect(await post(1_000_000)).toMatchObject({ status: 202 });
  });

  test.each([HTTP_API_LIMITS.headerBytes, 70_000])('answers 431 to %d bytes of headers', async (bytes) => {
    const { url } = await start({});
    const sent = httpRequest(`${url}/v1/jobs/1`, { headers: { 'x-api-key': 'a-key', 'x-padding': 'x'.repeat(bytes) } });
    const [response] = (await once(sent.end(), 'response')) as [IncomingMessage];
    const answer = { status: response.statusCode, body: await text(response) };
    expect(answer).toEqual(message(431, 'Request Header Fields Too Large'));
  });

  test('takes headers just below the limit', async () => {
    const { call } = await start({ 'get-job': answers('ok') });
    expect(await call('/v1/jobs/1', { headers: { 'x-padding': 'x'.repeat(9_000) } })).toMatchObject({ status: 200 });
  });

  test('answers 400 to what is not HTTP, and to a path that is not percent-encoded well', async () => {
    const { call, url } = await start({});
    expect(await call('/v1/jobs/%E0%A4%A')).toMatchObject(message(400, 'Bad Request'));
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('nonsense\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 .*"Bad Request"\}$/s);
  });

  test('answers a preflight by itself, and lets a browser read what it needs', async () => {
    const { call, invoked } = await start({ 'get-job': answers('ok') });
    const origin = 'http://localhost:5173';
    const headers = { origin, 'access-control-request-method': 'GET', 'x-api-key': '' };
    const preflight = await call('/v1/jobs/1', { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-api-key');
    expect(invoked).toEqual([]);
    expect((await call('/v1/jobs/1', { headers: { origin } })).headers.get('access-control-expose-headers')).toContain(
      'etag',
    );
  });

  test('says which port is in use', async () => {
    const { url } = await start({});
    const port = Number(new URL(url).port);
    const authorizer = { functionName: 'authorize', identityHeader: 'x-api-key', cacheMs: 0 };
    await expect(startGateway({ port, document, authorizer, invoke: allowAll })).rejects.toThrow(PortInUseError);
  });
});

import { describe, expect, test } from '@jest/globals';
import { DependencyError } from '@jobs/job-store';
import { LIMITS, type Problem } from '@jobs/shared-contracts';
import { JobNotFoundError } from '../errors.ts';
import { apiGatewayEvent, type TestRequest } from '../testing/api-gateway-event.ts';
import { captureLog } from '../testing/captured-log.ts';
import { lambdaContext } from '../testing/lambda-context.ts';
import type { ApiResponse } from './api-event.ts';
import { createApiHandler, type ApiRequest } from './create-api-handler.ts';
import { jsonResponse } from './response.ts';

const SECRET = 'swordfish';

/** A handler that tells what it was given, or does what `act` does. */
function start(act: (request: ApiRequest) => ApiResponse | Promise<ApiResponse> = echo) {
  const log = captureLog();
  let clock = 1000;
  const now = () => (clock += 5);
  const submit = createApiHandler({ operationId: 'submit-job', logger: log.logger, now, handle: act });
  const read = createApiHandler({ operationId: 'get-job', logger: log.logger, now, handle: act });
  return {
    log,
    post: (request: TestRequest) => submit(apiGatewayEvent('submit-job', request), lambdaContext),
    get: (request: TestRequest) => read(apiGatewayEvent('get-job', request), lambdaContext),
    postEvent: (event: object) => submit(event as Parameters<typeof submit>[0], lambdaContext),
  };
}

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const echo = ({ body, owner }: ApiRequest) => jsonResponse(200, { body, owner });
const read = (response: ApiResponse) => JSON.parse(response.body ?? '') as Record<string, unknown>;
const problemOf = (response: ApiResponse) => read(response) as unknown as Problem;
const thrower = (error: unknown) => () => {
  throw error;
};

describe('who may call', () => {
  test.each([[undefined], [null], [{}], [{ authenticated: 'false', reason: 'unknown' }]])(
    'a request with the authorizer context %j is a 401 problem',
    async (authorizer) => {
      const response = await start().post({ authorizer, body: {} });
      expect(response.statusCode).toBe(401);
      expect(response.headers).toMatchObject({
        'content-type': 'application/problem+json',
        'www-authenticate': expect.stringContaining('ApiKey'),
      });
      expect(problemOf(response)).toMatchObject({
        type: 'urn:job-queue:problem:invalid-api-key',
        status: 401,
        code: 'invalid-api-key',
        instance: '/v1/jobs',
      });
    },
  );

  test('an event without any context at all is a 401 problem', async () => {
    const { requestContext: _, ...event } = apiGatewayEvent('submit-job', { body: {} });
    await expect(start().postEvent(event)).resolves.toMatchObject({ statusCode: 401 });
  });

  test('a key without the scope of the route is a 403 problem that names it', async () => {
    const response = await start().post({ scopes: 'jobs:read', body: {} });
    expect(problemOf(response)).toMatchObject({ status: 403, code: 'insufficient-scope' });
    expect(problemOf(response).detail).toContain('jobs:write');
  });

  test('a key with admin may call every route', async () => {
    expect((await start().post({ scopes: 'admin', body: {} })).statusCode).toBe(200);
    expect((await start().get({ scopes: 'admin' })).statusCode).toBe(200);
  });

  test('who is not let in is told so before the body is looked at', async () => {
    expect((await start().post({ authorizer: {}, body: '{' })).statusCode).toBe(401);
  });
});

describe('the body', () => {
  test('is parsed, in base64 too', async () => {
    const body = Buffer.from('{"name":"Ünal"}').toString('base64');
    expect(read(await start().post({ body, isBase64Encoded: true }))).toMatchObject({ body: { name: 'Ünal' } });
    expect(read(await start().post({ body: '[1,null]' }))).toMatchObject({ body: [1, null] });
  });

  test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON ; a=b', 'application/x+json'])(
    'may be of the type %s',
    async (type) => {
      expect((await start().post({ body: {}, headers: { 'content-type': type } })).statusCode).toBe(200);
    },
  );

  test.each(['text/plain', '', 'application/jsonp', 'json', 'text/html,application/json'])(
    'of the type "%s" is a 415 problem',
    async (type) => {
      const response = await start().post({ body: {}, headers: { 'content-type': type } });
      expect(problemOf(response)).toMatchObject({ status: 415, code: 'unsupported-media-type' });
    },
  );

  test.each([['{'], ['{"a":1}}'], ["{'a':1}"], ['undefined'], [' '], [''], ['{"a":"\\ud800"}']])(
    'that reads %j is a 400 problem',
    async (body) => {
      expect(problemOf(await start().post({ body }))).toMatchObject({ status: 400, code: 'malformed-json' });
    },
  );

  test('that is missing is a 400 problem that says so', async () => {
    const response = await start().post({});
    expect(problemOf(response)).toMatchObject({ status: 400, code: 'malformed-json' });
    expect(problemOf(response).detail).toContain('no body');
  });

  test('that is not encoded in UTF-8 is a 400 problem', async () => {
    const body = Buffer.from('{"a":"\xFF"}', 'latin1').toString('base64');
    const response = await start().post({ body, isBase64Encoded: true });
    expect(problemOf(response)).toMatchObject({ status: 400, code: 'malformed-json' });
  });

  test.each([
    ['in text', false],
    ['in base64', true],
  ])('that is too large, %s, is a 413 problem', async (_, isBase64Encoded) => {
    const fitting = JSON.stringify('ü'.repeat((LIMITS.requestBodyBytes - 2) / 2));
    const encode = (text: string) => (isBase64Encoded ? Buffer.from(text).toString('base64') : text);
    expect((await start().post({ body: encode(fitting), isBase64Encoded })).statusCode).toBe(200);
    const response = await start().post({ body: encode(`${fitting} `), isBase64Encoded });
    expect(problemOf(response)).toMatchObject({ status: 413, code: 'payload-too-large' });
  });

  test.each([LIMITS.jsonDepth + 1, 100_000])('that nests %i levels deep is a 422 problem', async (depth) => {
    expect((await start().post({ body: nested(LIMITS.jsonDepth) })).statusCode).toBe(200);
    const response = await start().post({ body: nested(depth) });
    expect(problemOf(response)).toMatchObject({ status: 422, code: 'validation-failed', errors: [{ pointer: '#' }] });
  });

  test.each(['{"__proto__":{"owner":"other"}}', '{"a":{"constructor":{"prototype":{"owner":"other"}}}}'])(
    'that reaches for a prototype is a 422 problem: %s',
    async (body) => {
      expect(problemOf(await start().post({ body }))).toMatchObject({ status: 422, code: 'validation-failed' });
      expect(({} as Record<string, unknown>)['owner']).toBeUndefined();
    },
  );

  test('is not looked at where the route takes none', async () => {
    const response = await start().get({ body: '{', headers: { 'content-type': 'text/plain' } });
    expect(response.statusCode).toBe(200);
  });
});

describe('errors', () => {
  test('a refusal is told as it is', async () => {
    const response = await start(thrower(new JobNotFoundError('job_1'))).get({ pathParameters: { jobId: 'job_1' } });
    expect(problemOf(response)).toMatchObject({ status: 404, code: 'job-not-found', instance: '/v1/jobs/job_1' });
    expect(response.headers['cache-control']).toBe('no-store');
  });

  test.each([
    ['an error', new Error(SECRET)],
    ['a service that refuses', new DependencyError('S3', 'PutObject', false, new Error(SECRET))],
    ['something that is no error', SECRET],
  ])('of %s a caller learns nothing but a trace id, and the log all', async (_, error) => {
    const { get, log } = start(thrower(error));
    const response = await get({});
    expect(problemOf(response)).toMatchObject({ status: 500, code: 'internal-error' });
    expect(response.body).not.toContain(SECRET);
    const traceId = problemOf(response).traceId;
    const failure = log.lines().find(({ level }) => level === 'error');
    expect(failure).toMatchObject({ traceId, operation: 'get-job', code: 'internal-error' });
    expect(JSON.stringify(failure)).toContain(SECRET);
  });

  test('a service that is away for a moment is a 503 problem that says when to try again', async () => {
    const error = new DependencyError('DynamoDB', 'UpdateItem', true, new Error('throttled'));
    const response = await start(thrower(error)).get({});
    expect(problemOf(response)).toMatchObject({ status: 503, code: 'service-unavailable' });
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('the log', () => {
  test('has one line for an answer: what, how long, whose trace', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const { get, log } = start(({ annotate }) => {
      annotate({ jobId: 'job_1' });
      return jsonResponse(200, {});
    });
    await get({ headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` } });
    expect(log.lines()).toEqual([
      expect.objectContaining({
        level: 'info',
        operation: 'get-job',
        requestId: 'request-1',
        traceId,
        jobId: 'job_1',
        status: 200,
        durationMs: 5,
      }),
    ]);
  });

  test('has the code of a refusal', async () => {
    const { post, log } = start();
    await post({ body: '{' });
    expect(log.lines()).toEqual([expect.objectContaining({ status: 400, code: 'malformed-json' })]);
  });

  test.each([
    ['an answer', { body: { input: SECRET } }],
    ['broken JSON', { body: `{"input": "${SECRET}` }],
    ['a forbidden key', { body: `{"__proto__": "${SECRET}"}` }],
    ['a refused key', { authorizer: {}, body: { input: SECRET } }],
  ])('never holds the key, the body or the headers of %s', async (_, request) => {
    const { post, log } = start();
    await post({ ...request, headers: { authorization: SECRET } });
    expect(log.lines()).not.toHaveLength(0);
    expect(log.text()).not.toContain(SECRET);
    expect(log.text()).not.toContain('a-key-that-nobody-may-log');
  });

  test('never holds them even when an event is logged as it is', () => {
    const { logger, text } = captureLog();
    const event = apiGatewayEvent('submit-job', { body: { input: SECRET } });
    logger.info({ event, headers: event.headers, body: event.body }, 'careless');
    logger.info({ ...event, err: Object.assign(new Error('x'), { input: SECRET }) }, 'more careless');
    expect(text()).toContain('careless');
    expect(text()).not.toContain(SECRET);
    expect(text()).not.toContain('a-key-that-nobody-may-log');
  });
});

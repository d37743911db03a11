import { describe, expect, test } from '@jest/globals';
import { authorizerEvent, proxyEvent, type Invocation } from './proxy-event.ts';

function invocation(request: Partial<Invocation['request']> = {}): Invocation {
  return {
    request: {
      method: 'POST',
      target: '/v1/jobs',
      path: '/v1/jobs',
      rawQueryString: '',
      protocol: 'HTTP/1.1',
      sourceIp: '127.0.0.1',
      headers: { host: '127.0.0.1:3000', 'user-agent': 'test' },
      cookies: [],
      body: Buffer.alloc(0),
      ...request,
    },
    match: { routeKey: 'POST /v1/jobs', functionName: 'submit-job', pathParameters: {} },
    requestId: 'request-1',
    now: Date.UTC(2026, 10, 21, 2, 25, 45),
  };
}

describe('the event of a proxy integration', () => {
  test('leaves out what the request does not have', () => {
    const event = proxyEvent(invocation(), undefined);
    expect(event).not.toHaveProperty('body');
    expect(event).not.toHaveProperty('cookies');
    expect(event).not.toHaveProperty('queryStringParameters');
    expect(event).not.toHaveProperty('pathParameters');
    expect(event).toMatchObject({ isBase64Encoded: false, rawQueryString: '' });
  });

  test('joins repeated query parameters by commas', () => {
    const event = proxyEvent(invocation({ rawQueryString: 'a=1&b=x%20y&a=2' }), undefined);
    expect(event.queryStringParameters).toEqual({ a: '1,2', b: 'x y' });
  });

  test('tells the time as API Gateway does', () => {
    expect(proxyEvent(invocation(), undefined).requestContext).toMatchObject({
      time: '21/Nov/2026:02:25:45 +0000',
      timeEpoch: 1_795_227_945_000,
      requestId: 'request-1',
      stage: '$default',
    });
  });

  test.each([
    ['application/json', true],
    ['application/json; charset=utf-8', true],
    ['text/csv', true],
    ['application/xml', true],
    ['application/x-www-form-urlencoded', false],
    ['application/octet-stream', false],
    [undefined, false],
  ])('hands on a body of type %s as text: %s', (contentType, isText) => {
    const headers = contentType ? { 'content-type': contentType } : {};
    const { body, isBase64Encoded } = proxyEvent(invocation({ headers, body: Buffer.from('{}') }), undefined);
    expect({ body, isBase64Encoded }).toEqual(
      isText ? { body: '{}', isBase64Encoded: false } : { body: 'e30=', isBase64Encoded: true },
    );
  });

  test('keeps the trace id that came with the request', () => {
    const traced = { 'x-amzn-trace-id': 'Root=1-00000000-000000000000000000000001' };
    expect(proxyEvent(invocation({ headers: traced }), undefined).headers).toMatchObject(traced);
    expect(proxyEvent(invocation(), undefined).headers['x-amzn-trace-id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });
});

test('the event of an authorizer names the identity source and the route', () => {
  expect(authorizerEvent(invocation(), 'a-key')).toMatchObject({
    version: '2.0',
    type: 'REQUEST',
    identitySource: ['a-key'],
    routeKey: 'POST /v1/jobs',
    routeArn: 'arn:aws:execute-api:local:000000000000:local/$default/POST/v1/jobs',
  });
});

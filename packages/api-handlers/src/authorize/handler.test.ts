import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DependencyError, type ApiKeyRecord } from '@jobs/job-store';
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import type { AuthorizerHandler } from '../index.ts';
import { apiGatewayEvent } from '../testing/api-gateway-event.ts';
import { lambdaContext } from '../testing/lambda-context.ts';
import { problemOf, startApi, type TestApi } from '../testing/start-api.ts';
import { createApiKey, hashApiKey } from './api-keys.ts';

let api: TestApi;
let authorize: AuthorizerHandler;
beforeAll(async () => {
  api = await startApi();
  authorize = api.createHandler('authorize');
});
afterAll(() => api.stop());

const eventWith = (apiKey: string): APIGatewayRequestAuthorizerEventV2 => {
  const event = apiGatewayEvent('get-job', { headers: { 'x-api-key': apiKey } });
  return {
    ...event,
    type: 'REQUEST',
    routeArn: 'arn:aws:execute-api:eu-central-1:000000000000:api/$default/GET/v1/jobs',
    identitySource: [apiKey],
    cookies: [],
  };
};
const contextOf = async (apiKey: string) => {
  const { isAuthorized, context } = await authorize(eventWith(apiKey), lambdaContext);
  expect(isAuthorized).toBe(true);
  return context;
};
const putKey = async (changes: Partial<ApiKeyRecord> = {}) => {
  const apiKey = createApiKey();
  await api.store.apiKeys.putApiKey({
    keyHash: hashApiKey(apiKey),
    owner: 'acme',
    scopes: ['jobs:read', 'jobs:write'],
    createdAt: 1,
    ...changes,
  });
  return apiKey;
};

const findApiKey = () => Promise.reject(new DependencyError('DynamoDB', 'GetItem', true, new Error('throttled')));

describe('the authorizer', () => {
  test('tells whose key it is, which one, and what it may do', async () => {
    const apiKey = await putKey();
    expect(await contextOf(apiKey)).toEqual({
      authenticated: 'true',
      owner: 'acme',
      scopes: 'jobs:read jobs:write',
      keyId: hashApiKey(apiKey).slice(0, 16),
    });
  });

  test.each([
    ['unknown', async () => createApiKey()],
    ['revoked', () => putKey({ revokedAt: 2 })],
    ['revoked', () => putKey({ revokedAt: 2, expiresAt: 1000 })],
    ['expired', () => putKey({ expiresAt: Date.now() - 1000 })],
    ['malformed', async () => 'short'],
  ])('lets a key that is %s through as nobody’s, so that the function can answer 401', async (reason, keyOf) => {
    const context = await contextOf(await keyOf());
    expect(context).toEqual({ authenticated: 'false', reason });
    expect(api.log.lines().at(-1)).toMatchObject({ operation: 'authorize', reason });
    const response = await api.call('get-job', { authorizer: context });
    expect(response.statusCode).toBe(401);
  });

  test('lets a key in until it expires, and no longer', async () => {
    const expiresAt = Math.ceil(Date.now() / 1000) * 1000 + 3_600_000;
    const apiKey = await putKey({ expiresAt });
    const at = async (time: number) => {
      const handler = api.createHandler('authorize', { now: () => time });
      return (await handler(eventWith(apiKey), lambdaContext)).context.authenticated;
    };
    expect([await at(expiresAt - 1), await at(expiresAt)]).toEqual(['true', 'false']);
  });

  test('lets in both keys of an owner while one replaces the other, and then the new one alone', async () => {
    const [first, second] = [await putKey(), await putKey()];
    for (const key of [first, second]) expect(await contextOf(key)).toMatchObject({ owner: 'acme' });
    const record = await api.store.apiKeys.findApiKey(hashApiKey(first));
    await api.store.apiKeys.putApiKey({ ...(record as ApiKeyRecord), revokedAt: Date.now() });
    expect(await contextOf(first)).toEqual({ authenticated: 'false', reason: 'revoked' });
    expect(await contextOf(second)).toMatchObject({ authenticated: 'true', owner: 'acme' });
  });

  test('tells the caller of every refused key the same', async () => {
    const answers = await Promise.all(
      (['malformed', 'unknown', 'revoked', 'expired'] as const).map(async (reason) => {
        const response = await api.call('get-job', { authorizer: { authenticated: 'false', reason } });
        const { statusCode, headers } = response;
        const { traceId: _, ...problem } = problemOf(response);
        return { statusCode, headers, problem };
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(401);
  });

  test('a key stored under its hash is not found by that hash', async () => {
    const keyHash = hashApiKey(await putKey());
    expect(await contextOf(keyHash)).toMatchObject({ authenticated: 'false', reason: 'unknown' });
  });

  test('throws when the table does not answer, so that API Gateway remembers nothing', async () => {
    const store = { apiKeys: { ...api.store.apiKeys, findApiKey } };
    const faulty = api.createHandler('authorize', { store });
    await expect(faulty(eventWith(createApiKey()), lambdaContext)).rejects.toThrow('throttled');
  });

  test('never logs a key', async () => {
    const keys = [await putKey(), createApiKey(), 'short'];
    for (const key of keys) await contextOf(key);
    expect(api.log.lines()).toContainEqual(expect.objectContaining({ operation: 'authorize', reason: 'unknown' }));
    for (const key of keys) expect(api.log.text()).not.toContain(key);
  });
});

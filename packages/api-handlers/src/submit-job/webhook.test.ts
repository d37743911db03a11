import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { faultsOf } from '../testing/openapi-answers.ts';
import { jobOf, problemOf, startApi, TEXT_JOB, type TestApi } from '../testing/start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
  await api.call('rotate-webhook-secret');
});
afterAll(() => api.stop());

const submit = (webhook: object, owner = 'acme') => api.call('submit-job', { owner, body: { ...TEXT_JOB, webhook } });

describe('a submission', () => {
  test('with a webhook but no secret is refused, and the answer says what to call', async () => {
    const answer = await submit({ url: 'https://receiver.example.com/' }, 'newcomer');
    expect(faultsOf('submit-job', answer)).toEqual([]);
    const { code, detail } = problemOf(answer);
    expect([answer.statusCode, code]).toEqual([422, 'webhook-secret-missing']);
    expect(detail).toContain('POST /v1/webhook-secrets');
  });

  test.each([
    'http://receiver.example.com/',
    'https://169.254.169.254/',
    'https://[::ffff:7f00:1]/',
    'https://a:b@c.example/',
  ])('is refused with the webhook %s', async (url) => {
    const answer = await submit({ url });
    const { code, errors } = problemOf(answer);
    expect([code, errors?.[0]?.pointer]).toEqual(['validation-failed', '#/webhook/url']);
  });

  test('with another webhook is another request', async () => {
    const headers = { 'idempotency-key': 'webhook-hash' };
    const post = (url: string) => api.call('submit-job', { headers, body: { ...TEXT_JOB, webhook: { url } } });
    expect((await post('https://a.example/1')).statusCode).toBe(202);
    expect((await post('https://a.example/1')).statusCode).toBe(202);
    expect(problemOf(await post('https://a.example/2')).code).toBe('idempotency-key-reused');
  });

  test('wants the ends of the job unless it says otherwise', async () => {
    const { id } = jobOf(await submit({ url: 'https://a.example/' }));
    await api.call('cancel-job', { pathParameters: { jobId: id } });
    const told = api.published.filter(({ subject }) => subject === id).map(({ type, webhook }) => [type, webhook]);
    expect(Object.fromEntries(told)).toEqual({ 'job.queued': undefined, 'job.cancelled': true });
  });
});

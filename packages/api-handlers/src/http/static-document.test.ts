import { describe, expect, test } from '@jest/globals';
import type { Controls } from '@jobs/job-store';
import { JOB_TYPES, OPENAPI_DOCUMENT, type JobTypeList, type Problem } from '@jobs/shared-contracts';
import { createHandlers } from '../index.ts';
import { apiGatewayEvent } from '../testing/api-gateway-event.ts';
import { captureLog } from '../testing/captured-log.ts';
import { lambdaContext } from '../testing/lambda-context.ts';

const { logger } = captureLog();
const ENVIRONMENT = { AWS_REGION: 'eu-central-1', CONTROLS_TABLE_NAME: 'controls' };
const notPaused = () => Promise.resolve(undefined);
const controls: Controls = { getPause: notPaused, resume: notPaused, pause: () => Promise.reject(new Error('no')) };
const get = (operationId: 'list-job-types' | 'get-job-type' | 'get-openapi', request = {}) =>
  createHandlers[operationId](ENVIRONMENT, { logger, store: { controls } })(
    apiGatewayEvent(operationId, request),
    lambdaContext,
  );
const read = (body: string | undefined) => JSON.parse(body ?? '') as unknown;

describe('documents that only a deploy changes', () => {
  test('the list names every job type', async () => {
    const { jobTypes } = read((await get('list-job-types')).body) as JobTypeList;
    expect(jobTypes.map(({ name }) => name)).toEqual(JOB_TYPES.map(({ name }) => name));
  });

  test.each(JOB_TYPES.map(({ name }) => name))('the job type %s is shown with its schemas', async (type) => {
    const response = await get('get-job-type', { pathParameters: { type } });
    expect(read(response.body)).toMatchObject({
      name: type,
      inputSchema: { type: 'object' },
      resultSchema: { type: 'object' },
      settings: { maxAttempts: expect.any(Number) },
    });
  });

  test.each(['nope', '', '__proto__', 'CSV-ETL'])('the job type "%s" is not found', async (type) => {
    const response = await get('get-job-type', { pathParameters: { type } });
    expect(read(response.body) as Problem).toMatchObject({ status: 404, code: 'job-type-not-found' });
  });

  test('the OpenAPI document is served as it is generated', async () => {
    expect(read((await get('get-openapi')).body)).toEqual(JSON.parse(JSON.stringify(OPENAPI_DOCUMENT)));
  });

  test('may be kept for a while, privately, and are not sent again when known', async () => {
    const first = await get('list-job-types');
    expect(first.headers).toMatchObject({ 'cache-control': 'private, max-age=300', etag: expect.stringMatching(/^"/) });
    const etag = first.headers['etag'] ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get('list-job-types', { headers: { 'if-none-match': known } });
      expect(again).toMatchObject({ statusCode: 304, headers: { etag } });
      expect(again.body).toBeUndefined();
    }
    expect((await get('list-job-types', { headers: { 'if-none-match': '"other"' } })).statusCode).toBe(200);
    expect((await get('get-openapi')).headers['etag']).not.toBe(etag);
  });
});

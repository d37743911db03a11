import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunningService } from '../running-service.ts';
import { startEcs } from './start-ecs.ts';

const DESCRIBE = 'AmazonEC2ContainerServiceV20141113.DescribeServices';

const services = () => [{ jobType: 'csv-etl', running: 2, desired: 3 }];

let ecs: RunningService;
beforeAll(async () => {
  ecs = await startEcs({ cluster: 'jobs-local', servicePrefix: 'jobs-local-', services });
});
afterAll(() => ecs.stop());

async function call(body: unknown, target = DESCRIBE) {
  const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' };
  const response = await fetch(ecs.endpoint, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as object };
}

describe('what stands in for ECS', () => {
  test('describes services that are there, and names those that are not', async () => {
    expect(await call({ cluster: 'jobs-local', services: ['jobs-local-csv-etl', 'jobs-local-none'] })).toEqual({
      status: 200,
      body: {
        services: [
          { serviceName: 'jobs-local-csv-etl', status: 'ACTIVE', runningCount: 2, pendingCount: 0, desiredCount: 3 },
        ],
        failures: [{ arn: 'jobs-local-none', reason: 'MISSING' }],
      },
    });
  });

  test.each([
    ['another cluster', { cluster: 'default', services: ['a'] }, DESCRIBE, 'ClusterNotFoundException'],
    ['no service', { cluster: 'jobs-local', services: [] }, DESCRIBE, 'InvalidParameterException'],
    [
      'more than ten services',
      { cluster: 'jobs-local', services: Array.from({ length: 11 }, String) },
      DESCRIBE,
      'InvalidParameterException',
    ],
    ['what is no object', null, DESCRIBE, 'InvalidParameterException'],
    ['another operation', {}, DESCRIBE.replace('Describe', 'Delete'), 'UnknownOperationException'],
  ])('refuses %s', async (_, body, target, type) => {
    expect(await call(body, target)).toMatchObject({ status: 400, body: { __type: type } });
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunningService } from '../running-service.ts';
import type { ScalableTargets } from './scalable-targets.ts';
import { startApplicationAutoScaling } from './start-application-auto-scaling.ts';

const REGISTER = 'AnyScaleFrontendService.RegisterScalableTarget';
const DESCRIBE = 'AnyScaleFrontendService.DescribeScalableTargets';
const OF_TASKS = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' };
const ResourceId = 'service/jobs-local/jobs-local-csv-etl';

const targets: ScalableTargets = new Map([
  ['csv-etl', { minTasks: 0, maxTasks: 4 }],
  ['text-analyze', { minTasks: 2, maxTasks: 2 }],
]);
let scaling: RunningService;
beforeAll(async () => {
  scaling = await startApplicationAutoScaling({ cluster: 'jobs-local', servicePrefix: 'jobs-local-', targets });
});
afterAll(() => scaling.stop());

async function call(target: string, body: unknown) {
  const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' };
  const response = await fetch(scaling.endpoint, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as object };
}

describe('what stands in for Application Auto Scaling', () => {
  test('changes what is said of a target, and describes it so', async () => {
    expect(await call(REGISTER, { ...OF_TASKS, ResourceId, MinCapacity: 1 })).toEqual({ status: 200, body: {} });
    expect(targets.get('csv-etl')).toEqual({ minTasks: 1, maxTasks: 4 });
    const described = { ...OF_TASKS, ResourceId, MinCapacity: 1, MaxCapacity: 4 };
    expect(await call(DESCRIBE, { ...OF_TASKS, ResourceIds: [ResourceId, 'service/jobs-local/other'] })).toEqual({
      status: 200,
      body: { ScalableTargets: [described] },
    });
  });

  test.each([
    ['a minimum above the maximum', { ...OF_TASKS, ResourceId, MinCapacity: 5 }],
    ['a service that is not there', { ...OF_TASKS, ResourceId: 'service/jobs-local/jobs-local-none', MinCapacity: 1 }],
    ['a service of another cluster', { ...OF_TASKS, ResourceId: ResourceId.replace('local/', 'x/'), MinCapacity: 1 }],
    ['what is no service', { ...OF_TASKS, ServiceNamespace: 'dynamodb', ResourceId, MinCapacity: 1 }],
  ])('refuses %s, and changes nothing', async (_, body) => {
    const before = [...targets];
    expect(await call(REGISTER, body)).toMatchObject({ status: 400, body: { __type: 'ValidationException' } });
    expect([...targets]).toEqual(before);
  });

  test('knows no other operation', async () => {
    const refused = await call(REGISTER.replace('Register', 'Deregister'), { ...OF_TASKS, ResourceId });
    expect(refused).toMatchObject({ status: 400, body: { __type: 'UnknownOperationException' } });
  });
});

import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { DependencyError } from '../../errors.ts';
import { createWorkerServices } from './create-worker-services.ts';

const ecs = mockClient(ECSClient);
beforeEach(() => {
  ecs.reset();
});

const services = createWorkerServices({
  client: () => new ECSClient({ region: 'eu-central-1' }),
  clusterName: 'jobs-prod',
  servicePrefix: 'jobs-prod-',
});

const service = (serviceName: string, runningCount: number, status = 'ACTIVE') => ({
  serviceName,
  status,
  runningCount,
  pendingCount: 1,
  desiredCount: runningCount + 1,
});

describe('the workers’ services on ECS', () => {
  test('are asked for by the names that Terraform gives them, ten in a call', async () => {
    ecs.on(DescribeServicesCommand).callsFake(({ services: names }: { services: readonly string[] }) => ({
      services: names.map((name) => service(name, 3)),
    }));
    const jobTypes = Array.from({ length: 12 }, (_, n) => `type-${n}`);
    const counts = await services.countWorkers(jobTypes);
    expect([...counts.keys()]).toEqual(jobTypes);
    expect(counts.get('type-11')).toEqual({ running: 3, pending: 1, desired: 4 });
    const inputs = ecs.commandCalls(DescribeServicesCommand).map(({ args: [{ input }] }) => input);
    expect(inputs.map((input) => [input.cluster, input.services?.length])).toEqual([
      ['jobs-prod', 10],
      ['jobs-prod', 2],
    ]);
    expect(inputs[0]?.services?.[0]).toBe('jobs-prod-type-0');
  });

  test('that are not there, or were deleted, are left out', async () => {
    ecs.on(DescribeServicesCommand).resolves({
      services: [service('jobs-prod-a', 1), service('jobs-prod-b', 0, 'INACTIVE')],
      failures: [{ arn: 'jobs-prod-c', reason: 'MISSING' }],
    });
    expect([...(await services.countWorkers(['a', 'b', 'c'])).keys()]).toEqual(['a']);
  });

  test('that may not be asked for are a failed dependency', async () => {
    ecs.on(DescribeServicesCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
    await expect(services.countWorkers(['a'])).rejects.toThrow(DependencyError);
    expect(ecs.commandCalls(DescribeServicesCommand)).toHaveLength(1);
  });
});

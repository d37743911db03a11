import { describe, expect, test } from '@jest/globals';
import Type from 'typebox';
import { defineJobType, InvalidJobTypeError, type JobTypeSettings } from './define-job-type.ts';
import type { EcsCompute } from './ecs-compute.ts';
import type { LambdaCompute } from './lambda-compute.ts';

const COMPUTE: EcsCompute = {
  cpuUnits: 512,
  memoryMiB: 1024,
  minTasks: 0,
  maxTasks: 4,
  scalingSteps: [
    { backlogAtLeast: 1, tasks: 1 },
    { backlogAtLeast: 10, tasks: 4 },
  ],
};

const declare = (settings: Partial<JobTypeSettings> = {}) =>
  defineJobType({
    name: 'make-tea',
    title: 'Tea',
    description: 'Makes tea.',
    input: Type.Object({}),
    result: Type.Object({}),
    compute: COMPUTE,
    ...settings,
  });

function problemsOf(settings: Partial<JobTypeSettings>): readonly string[] {
  try {
    declare(settings);
  } catch (error) {
    if (error instanceof InvalidJobTypeError) return error.problems;
    throw error;
  }
  return [];
}

const compute = (changes: Partial<EcsCompute>): Partial<JobTypeSettings> => ({ compute: { ...COMPUTE, ...changes } });
const onLambda = (changes: Partial<LambdaCompute> = {}, settings: Partial<JobTypeSettings> = {}) => ({
  timeLimitSeconds: 60,
  ...settings,
  compute: { kind: 'lambda', memoryMiB: 512, maxConcurrency: 10, ...changes } as const,
});

describe('the declaration of a job type', () => {
  test('gets the defaults for what it leaves out', () => {
    expect(declare()).toMatchObject({
      name: 'make-tea',
      lanes: ['standard'],
      leaseSeconds: 60,
      timeLimitSeconds: 900,
      maxAttempts: 3,
      backoff: { initialSeconds: 2, factor: 2, maxSeconds: 300 },
      concurrencyPerWorker: 2,
    });
  });

  test.each<[string, Partial<JobTypeSettings>]>([
    ['all lanes', { lanes: ['high', 'standard', 'low'] }],
    ['the longest time that SQS allows', { leaseSeconds: 60, timeLimitSeconds: 12 * 3600 - 60 }],
    ['no back-off at all', { backoff: { initialSeconds: 0, factor: 1, maxSeconds: 0 } }],
    ['a type that never sleeps', compute({ minTasks: 4 })],
    ['a capacity provider with GPUs', compute({ capacityProvider: 'gpu-instances', gpus: 1, memoryMiB: 15_000 })],
    ['work that must not be interrupted', compute({ capacityProvider: 'FARGATE' })],
    ['an order of its jobs', { ordering: 'fifo' }],
    ['a Lambda function', onLambda()],
    ['the largest Lambda function', onLambda({ memoryMiB: 10_240, maxConcurrency: 1000, ephemeralStorageMiB: 10_240 })],
    ['the longest job on Lambda', onLambda({}, { timeLimitSeconds: 870 })],
    ['limits of all kinds', { limits: { concurrency: 20, concurrencyPerOwner: 5, startsPerMinute: 600 } }],
    ['limits of owners alone', { limits: { concurrencyPerOwner: 5, startsPerMinutePerOwner: 60 } }],
    ['the largest Fargate task', compute({ cpuUnits: 16384, memoryMiB: 122_880 })],
  ])('takes %s', (_, settings) => {
    expect(problemsOf(settings)).toEqual([]);
  });

  test.each<[RegExp, Partial<JobTypeSettings>]>([
    [/name/, { name: 'MakeTea' }],
    [/name/, { name: 'make_tea' }],
    [/name/, { name: '' }],
    [/name/, { name: '-tea' }],
    [/name/, { name: 'a'.repeat(41) }],
    [/lanes must name at least one/, { lanes: [] }],
    [/each once/, { lanes: ['standard', 'standard'] }],
    [/lanes must include "standard"/, { lanes: ['high'] }],
    [/ordering must be "fifo"/, { ordering: 'lifo' as 'fifo' }],
    [/lanes must be \["standard"\] alone/, { ordering: 'fifo', lanes: ['high', 'standard'] }],
    [/limits must be left out/, { ordering: 'fifo', limits: { maxConcurrent: 1 } as never }],
    [/ordering "fifo" needs workers/, onLambda({}, { ordering: 'fifo' })],
    [/leaseSeconds/, { leaseSeconds: 4 }],
    [/leaseSeconds/, { leaseSeconds: 3601 }],
    [/leaseSeconds/, { leaseSeconds: 60.5 }],
    [/leaseSeconds/, { leaseSeconds: Number.NaN }],
    [/timeLimitSeconds/, { timeLimitSeconds: 0 }],
    [/timeLimitSeconds/, { timeLimitSeconds: 12 * 3600 - 59 }],
    [/maxAttempts/, { maxAttempts: 0 }],
    [/maxAttempts/, { maxAttempts: 21 }],
    [/concurrencyPerWorker/, { concurrencyPerWorker: 0 }],
    [/limits.concurrency must be whole, from 1 to 1000/, { limits: { concurrency: 0 } }],
    [/limits.concurrency must be whole, from 1 to 1000/, { limits: { concurrency: 1001 } }],
    [/limits.startsPerMinute must be whole, from 1 to 6000/, { limits: { startsPerMinute: 0.5 } }],
    [/limits.concurrencyPerOwner must be at most/, { limits: { concurrency: 2, concurrencyPerOwner: 3 } }],
    [/needs limits.concurrency too/, { limits: { concurrencyPerOwner: 2, startsPerMinute: 60 } }],
    [/resultRetentionDays must be whole, from 1 to 30/, { resultRetentionDays: 31 }],
    [/resultRetentionDays/, { resultRetentionDays: 0 }],
    [/backoff/, { backoff: { initialSeconds: -1, factor: 2, maxSeconds: 300 } }],
    [/backoff/, { backoff: { initialSeconds: 2, factor: 0.5, maxSeconds: 300 } }],
    [/backoff/, { backoff: { initialSeconds: 20, factor: 2, maxSeconds: 10 } }],
    [/backoff/, { backoff: { initialSeconds: 2, factor: 2, maxSeconds: 3601 } }],
    [/backoff/, { backoff: { initialSeconds: Number.NaN, factor: 2, maxSeconds: 10 } }],
    [/cpuUnits must be one of 256, 512/, compute({ cpuUnits: 300 })],
    [/memoryMiB must be 1024 to 4096/, compute({ memoryMiB: 512 })],
    [/memoryMiB must be 1024 to 4096/, compute({ memoryMiB: 5120 })],
    [/in steps of 1024/, compute({ memoryMiB: 1536 })],
    [/gpus needs a capacityProvider/, compute({ gpus: 1 })],
    [/gpus needs a capacityProvider/, compute({ capacityProvider: 'FARGATE_SPOT', gpus: 1 })],
    [/gpus must be whole/, compute({ capacityProvider: 'gpu', gpus: 0.5 })],
    [/capacityProvider must be/, compute({ capacityProvider: 'fargate' })],
    [/capacityProvider must be/, compute({ capacityProvider: 'gpu instances' })],
    [/memoryMiB must be whole/, compute({ capacityProvider: 'gpu', memoryMiB: 0 })],
    [/memoryMiB must be whole, from 256/, onLambda({ memoryMiB: 128 })],
    [/memoryMiB must be whole, from 256/, onLambda({ memoryMiB: 20_480 })],
    [/maxConcurrency/, onLambda({ maxConcurrency: 1 })],
    [/maxConcurrency/, onLambda({ maxConcurrency: 1001 })],
    [/ephemeralStorageMiB/, onLambda({ ephemeralStorageMiB: 100 })],
    [/timeLimitSeconds must be at most 870 on Lambda/, onLambda({}, { timeLimitSeconds: 871 })],
    [/concurrencyPerWorker must be at most 10 on Lambda/, onLambda({}, { concurrencyPerWorker: 11 })],
    [/compute.gpus is nothing that Lambda has/, onLambda({ gpus: 1 } as Partial<LambdaCompute>)],
    [/compute.maxConcurrency is of Lambda alone/, compute({ maxConcurrency: 5 } as Partial<EcsCompute>)],
    [/minTasks/, compute({ minTasks: -1 })],
    [/maxTasks/, compute({ minTasks: 5 })],
    [/maxTasks/, compute({ maxTasks: 0, scalingSteps: [{ backlogAtLeast: 1, tasks: 1 }] })],
    [/must begin at a backlog of 1/, compute({ scalingSteps: [] })],
    [/must begin at a backlog of 1/, compute({ scalingSteps: [{ backlogAtLeast: 2, tasks: 1 }] })],
    [
      /scalingSteps must grow/,
      compute({
        scalingSteps: [
          { backlogAtLeast: 1, tasks: 2 },
          { backlogAtLeast: 10, tasks: 1 },
        ],
      }),
    ],
    [
      /scalingSteps must grow/,
      compute({
        scalingSteps: [
          { backlogAtLeast: 1, tasks: 1 },
          { backlogAtLeast: 1, tasks: 2 },
        ],
      }),
    ],
    [/whole tasks from 1 to maxTasks/, compute({ scalingSteps: [{ backlogAtLeast: 1, tasks: 5 }] })],
    [/whole tasks from 1 to maxTasks/, compute({ scalingSteps: [{ backlogAtLeast: 1, tasks: 0 }] })],
  ])('is refused for %s', (problem, settings) => {
    expect(problemsOf(settings)).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
  });

  test('is told of all its faults at once', () => {
    const problems = problemsOf({ name: 'Tea', maxAttempts: 0, ...compute({ cpuUnits: 1 }) });
    expect(problems).toHaveLength(3);
    expect(() => declare({ name: 'Tea' })).toThrow('Job type "Tea" is declared wrongly: name must be kebab-case');
  });
});

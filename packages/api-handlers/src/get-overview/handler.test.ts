import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bucketEndMs, bucketOf, MINUTE_MS, minuteOf, type WorkerServices } from '@jobs/job-store';
import { deadLetterQueueName, isOnEcs, JOB_TYPES, queueName, type Overview } from '@jobs/shared-contracts';
import { startApi, type TestApi } from '../testing/start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const overview = async (overrides?: { store: { workers: WorkerServices } }) =>
  JSON.parse((await api.call('get-overview', {}, overrides)).body ?? '') as Overview;
const ofType = async (type: string) => (await overview()).jobTypes.find((jobType) => jobType.type === type);

const send = (queue: string, count: number, delaySeconds?: number) =>
  api.store.queues.sendMessages(
    queue,
    Array.from({ length: count }, (_, n) => ({
      jobId: `job_${String(n).padStart(32, '0')}`,
      owner: 'acme',
      ...(delaySeconds !== undefined && { delaySeconds }),
    })),
  );

const receiveOne = (queue: string) =>
  api.store.queues.receiveMessages(queue, { maxMessages: 1, waitSeconds: 0, visibilityTimeoutSeconds: 60 });
const countWorkers = () => Promise.reject(new Error('AccessDeniedException'));

describe('the overview', () => {
  test('tells of every job type of the catalogue', async () => {
    const { at, jobTypes } = await overview();
    expect(Date.parse(at)).toBeGreaterThan(0);
    expect(jobTypes.map(({ type, title }) => [type, title])).toEqual(JOB_TYPES.map(({ name, title }) => [name, title]));
  });

  test('counts waiting, received and delayed messages of each lane, and dead letters also while they are received', async () => {
    const type = 'text-analyze';
    await send(queueName(type, 'standard'), 3);
    await send(queueName(type, 'standard'), 1, 900);
    await send(deadLetterQueueName(type), 2);
    await receiveOne(queueName(type, 'standard'));
    await receiveOne(deadLetterQueueName(type));
    const { queues, deadLetters } = (await ofType(type)) ?? {};
    expect(queues?.find(({ lane }) => lane === 'standard')).toEqual({
      lane: 'standard',
      visible: 2,
      inFlight: 1,
      delayed: 1,
    });
    expect(deadLetters).toBe(2);
  });

  test('shows the workers that ECS tells of, with the most that there may be, and none where it knows no service', async () => {
    const { compute } = JOB_TYPES.filter(isOnEcs).find(({ name }) => name === 'csv-etl') ?? {};
    expect((await ofType('csv-etl'))?.workers).toEqual({ running: 2, pending: 0, desired: 3, max: compute?.maxTasks });
    expect(await ofType('text-analyze')).not.toHaveProperty('workers');
  });

  test('is answered without workers when ECS may not be asked, and that is logged', async () => {
    const { jobTypes } = await overview({ store: { workers: { countWorkers } } });
    expect(jobTypes.map(({ workers }) => workers)).toEqual(JOB_TYPES.map(() => undefined));
    expect(api.log.lines()).toContainEqual(expect.objectContaining({ msg: 'ECS tells nothing of the workers' }));
  });

  test('shows the minutes of the last hour that had anything, and percentiles of all waits in them', async () => {
    const thisMinute = minuteOf(Date.now());
    const counts = { succeeded: 0, failed: 0, cancelled: 0, waits: new Map<number, number>() };
    const minute = (ago: number, changes: object) => ({
      ...counts,
      startedAt: thisMinute - ago * MINUTE_MS,
      ...changes,
    });
    await api.store.jobStatistics.add('image-transform', minute(70, { succeeded: 1 }));
    await api.store.jobStatistics.add('image-transform', minute(5, { cancelled: 2 }));
    await api.store.jobStatistics.add(
      'image-transform',
      minute(1, { succeeded: 3, waits: new Map([[bucketOf(100), 19]]) }),
    );
    await api.store.jobStatistics.add(
      'image-transform',
      minute(1, { failed: 1, waits: new Map([[bucketOf(9000), 2]]) }),
    );
    const startedAt = (ago: number) => new Date(thisMinute - ago * MINUTE_MS).toISOString();
    expect((await ofType('image-transform'))?.minutes).toEqual([
      { startedAt: startedAt(5), succeeded: 0, failed: 0, cancelled: 2 },
      {
        startedAt: startedAt(1),
        succeeded: 3,
        failed: 1,
        cancelled: 0,
        waitP50Ms: bucketEndMs(bucketOf(100)),
        waitP95Ms: bucketEndMs(bucketOf(9000)),
      },
    ]);
  });
});

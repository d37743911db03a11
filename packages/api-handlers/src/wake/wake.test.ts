import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { DependencyError, jobEventOf } from '@jobs/job-store';
import { deadLetterQueueName, queueName } from '@jobs/shared-contracts';
import type { HandlerOverrides } from '../index.ts';
import { lambdaContext } from '../testing/lambda-context.ts';
import { jobOf, startApi, TEXT_JOB, type TestApi } from '../testing/start-api.ts';

const { type } = TEXT_JOB;
const QUEUE = queueName(type, 'standard');
const MINUTE = 60_000;

// A run of the reconciler asks each of the shards.
jest.setTimeout(30_000);

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const minimum = async () => (await api.store.serviceScaling.getMinimums([type])).get(type);
const sleep = async () => {
  const { workAt } = await api.store.wakeStates.getWakeState(type);
  if (workAt !== undefined) await api.store.wakeStates.forgetWork(type, workAt);
  await api.store.serviceScaling.setMinimum(type, 0);
};
beforeEach(async () => {
  // Whatever a handler of an earlier test relied on is over.
  api.advance(10 * MINUTE);
  await api.receiveAll(QUEUE);
  await sleep();
});

const away = () => Promise.reject(new DependencyError('DynamoDB', 'UpdateItem', true, new Error('away')));
const submit = async (more: object = {}) => jobOf(await api.call('submit-job', { body: { ...TEXT_JOB, ...more } })).id;
const end = async (jobId: string, how: 'failed' | 'succeeded') => {
  const { jobs } = api.store;
  await jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: MINUTE });
  const ref = { jobId, attempt: 1, attempts: [] };
  if (how === 'failed') await jobs.failAttempt(ref, { code: 'broken', message: 'It is broken' });
  else await jobs.succeedAttempt(ref, { inline: null });
  return jobId;
};
const failedJob = async () => end(await submit(), 'failed');
const deadLetter = async () => {
  const jobId = await failedJob();
  await api.store.queues.sendMessages(deadLetterQueueName(type), [{ jobId, owner: 'acme' }]);
};
/** What one way of a job to its queue needs, asleep then; and what brings it there. */
type Way = () => Promise<() => Promise<unknown>>;

const OPERATOR = { owner: 'platform', scopes: 'operator' };

describe('a service that sleeps is woken', () => {
  test.each<[string, Way]>([
    ['submit-job', async () => () => submit()],
    ['submit-batch', async () => () => api.call('submit-batch', { body: { jobs: [TEXT_JOB, TEXT_JOB] } })],
    [
      'run-schedules',
      async () => {
        const created = await api.call('create-schedule', { body: { ...TEXT_JOB, rateSeconds: 60 } });
        expect(created.statusCode).toBe(201);
        api.advance(MINUTE);
        return () => api.createHandler('run-schedules')({}, lambdaContext);
      },
    ],
    [
      'retry-job',
      async () => {
        const jobId = await failedJob();
        return () => api.call('retry-job', { pathParameters: { jobId } });
      },
    ],
    [
      'retry-any-job',
      async () => {
        const jobId = await failedJob();
        return () => api.call('retry-any-job', { ...OPERATOR, pathParameters: { jobId } });
      },
    ],
    [
      'retry-jobs',
      async () => {
        await failedJob();
        return () => api.call('retry-jobs', { ...OPERATOR, body: { errorCode: 'broken' } });
      },
    ],
    [
      'redrive-jobs',
      async () => {
        await deadLetter();
        return () => api.call('redrive-jobs', { ...OPERATOR, body: { type } });
      },
    ],
    [
      'redrive-dead-letters',
      async () => {
        await deadLetter();
        return () => api.createHandler('redrive-dead-letters')({ type }, lambdaContext);
      },
    ],
    [
      'settle-jobs, for a follower',
      async () => {
        const first = await submit();
        await submit({ after: [first] });
        await end(first, 'succeeded');
        const job = await api.store.jobs.getJob(first);
        const body = JSON.stringify(job && jobEventOf(job, '/jobs/test'));
        return () => api.createHandler('settle-jobs')({ Records: [{ messageId: '1', body }] } as never);
      },
    ],
    [
      'reconcile-jobs, for a message that was lost',
      async () => {
        await submit();
        await api.receiveAll(QUEUE);
        api.advance(3 * MINUTE);
        return () => api.createHandler('reconcile-jobs')({}, lambdaContext);
      },
    ],
  ])('by %s', async (_, prepare) => {
    const run = await prepare();
    await api.receiveAll(QUEUE);
    await sleep();
    await run();
    expect(await minimum()).toBe(1);
  });

  test('by the reconciler, which finds its message in the queue', async () => {
    await api.store.queues.sendMessages(QUEUE, [{ jobId: 'job_1', owner: 'acme' }]);
    await expect(api.createHandler('reconcile-jobs')({}, lambdaContext)).resolves.toMatchObject({
      services: { woken: 1, leftToSleep: 0, failed: 0 },
    });
    expect(await minimum()).toBe(1);
  });
});

describe('a service', () => {
  test('is left to sleep by the reconciler once its job type has had no work for five minutes', async () => {
    const queue = queueName('document-render', 'standard');
    const reconcile = () => api.createHandler('reconcile-jobs')({}, lambdaContext);
    await api.store.queues.sendMessages(queue, [{ jobId: 'job_2', owner: 'acme' }]);
    await reconcile();
    const minimumOfIt = async () =>
      (await api.store.serviceScaling.getMinimums(['document-render'])).get('document-render');
    expect(await minimumOfIt()).toBe(1);
    const [message] = await api.store.queues.receiveMessages(queue, {
      maxMessages: 1,
      waitSeconds: 0,
      visibilityTimeoutSeconds: 60,
    });
    await api.store.queues.deleteMessages(queue, [message?.receiptHandle ?? '']);
    api.advance(4 * MINUTE);
    await reconcile();
    expect(await minimumOfIt()).toBe(1);
    api.advance(MINUTE);
    await reconcile();
    expect(await minimumOfIt()).toBe(0);
  });

  test('of a paused job type is not woken, by nobody', async () => {
    await api.store.controls.pause(type, { by: 'platform' });
    await submit();
    await api.createHandler('reconcile-jobs')({}, lambdaContext);
    expect(await minimum()).toBe(0);
    await api.store.controls.resume(type);
    await api.createHandler('reconcile-jobs')({}, lambdaContext);
    expect(await minimum()).toBe(1);
  });
});

describe('a submission', () => {
  test.each<[string, () => HandlerOverrides['store']]>([
    ['the table', () => ({ wakeStates: { ...api.store.wakeStates, noteWork: away } })],
    ['Application Auto Scaling', () => ({ serviceScaling: { ...api.store.serviceScaling, setMinimum: away } })],
  ])('is accepted and sent while %s is away, and the reconciler wakes the service', async (_, store) => {
    const answer = await api.call('submit-job', { body: TEXT_JOB }, { store: store() ?? {} });
    expect(answer.statusCode).toBe(202);
    expect(await minimum()).toBe(0);
    expect(api.log.lines()).toContainEqual(expect.objectContaining({ level: 'warn', event: 'wake-failed' }));
    await api.createHandler('reconcile-jobs')({}, lambdaContext);
    expect(await minimum()).toBe(1);
  });

  test('sends its message side by side with waking the service', async () => {
    const order: string[] = [];
    const { queues, wakeStates, serviceScaling } = api.store;
    const sent = Promise.withResolvers<void>();
    const answer = await api.call(
      'submit-job',
      { body: TEXT_JOB },
      {
        store: {
          queues: {
            ...queues,
            sendMessages: async () => {
              order.push('sending');
              await sent.promise;
            },
          },
          wakeStates: {
            ...wakeStates,
            noteWork: async () => {
              order.push('waking');
              return { outcome: 'asleep' };
            },
          },
          serviceScaling: {
            ...serviceScaling,
            setMinimum: async () => {
              order.push('woken');
              // The message is still on its way: neither waits for the other.
              sent.resolve();
            },
          },
        },
      },
    );
    expect(answer.statusCode).toBe(202);
    expect(order.toSorted()).toEqual(['sending', 'waking', 'woken']);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createJobStore, loadJobStoreConfig, type JobQueues, type JobStore } from '@jobs/job-store';
import { deadLetterQueueName, queueName, type JobEvent } from '@jobs/shared-contracts';
import { actAs, startStandIns, type StandIns } from '@jobs/stand-ins';
import { createHandlers } from '../index.ts';
import { captureLog } from '../testing/captured-log.ts';
import { lambdaContext } from '../testing/lambda-context.ts';

const type = 'text-analyze';
const lane = queueName(type, 'standard');
const deadLetters = deadLetterQueueName(type);

describe('redrive-dead-letters', () => {
  let standIns: StandIns;
  let store: Pick<JobStore, 'jobs' | 'queues' | 'events'> & { close(): void };

  beforeAll(async () => {
    standIns = await startStandIns();
    store = createJobStore(loadJobStoreConfig(standIns.environment, ['jobs', 'queues', 'events']));
  });

  afterAll(async () => {
    store.close();
    await standIns.stop();
  });

  const redrive = (request: { type: string; maxJobs?: number }, overrides: Partial<JobStore> = {}) =>
    createHandlers['redrive-dead-letters'](
      { ...standIns.environment, ...actAs.function('redrive-dead-letters') },
      {
        store: overrides,
        logger: captureLog().logger,
      },
    )(request, lambdaContext);

  const receive = (queue: string) =>
    store.queues.receiveMessages(queue, { maxMessages: 10, waitSeconds: 0, visibilityTimeoutSeconds: 0 });

  const newJob = async (n: number) => {
    const jobId = `job_${String(n).padStart(32, '0')}`;
    await store.jobs.createJob({
      jobId,
      owner: 'acme',
      type,
      lane: 'standard',
      maxAttempts: 1,
      tags: {},
      input: { inline: {} },
      requestHash: 'hash',
    });
    return jobId;
  };

  const failedJob = async (n: number) => {
    const jobId = await newJob(n);
    await store.jobs.claimJob(jobId, { claimId: `claim-${n}`, leaseDurationMs: 60_000 });
    await store.jobs.failAttempt({ jobId, attempt: 1, attempts: [] }, { code: 'broken', message: 'It is broken' });
    await store.queues.sendMessages(deadLetters, [{ jobId, owner: 'acme' }]);
    return jobId;
  };

  const idsIn = async (queue: string) =>
    (await receive(queue)).map(({ content }) => ('jobId' in content ? content.jobId : content.malformed));

  test('queues a failed job again with new attempts, and removes its dead letter', async () => {
    const jobId = await failedJob(1);
    expect(await redrive({ type })).toEqual({ redriven: 1, obsolete: 0, kept: 0 });
    expect(await store.jobs.getJob(jobId)).toMatchObject({ status: 'QUEUED', attempt: 1, maxAttempts: 4 });
    expect(await idsIn(lane)).toEqual([jobId]);
    expect(await idsIn(deadLetters)).toEqual([]);
    await removeAll(lane);
  });

  test('removes the dead letter of a job that has ended otherwise once its end is published, and runs nothing', async () => {
    const jobId = await newJob(2);
    await store.jobs.requestCancel(jobId, 'acme');
    await store.queues.sendMessages(deadLetters, [{ jobId, owner: 'acme' }]);
    const journal: string[] = [];
    const publish = async (events: readonly JobEvent[]) => {
      journal.push(...events.map(({ type: state }) => state));
    };
    const deleteMessages: JobQueues['deleteMessages'] = (queue, handles) => {
      journal.push('delete');
      return store.queues.deleteMessages(queue, handles);
    };
    const overrides = { events: { publish }, queues: { ...store.queues, deleteMessages } };
    expect(await redrive({ type }, overrides)).toEqual({ redriven: 0, obsolete: 1, kept: 0 });
    expect(journal).toEqual(['job.cancelled', 'delete']);
    expect(await idsIn(lane)).toEqual([]);
    expect(await idsIn(deadLetters)).toEqual([]);
  });

  test('keeps the dead letter of a job that has not ended, since it may still fail', async () => {
    const jobId = await newJob(7);
    await store.queues.sendMessages(deadLetters, [{ jobId, owner: 'acme' }]);
    expect(await redrive({ type })).toEqual({ redriven: 0, obsolete: 0, kept: 1 });
    expect(await store.jobs.getJob(jobId)).toMatchObject({ status: 'QUEUED', version: 1 });
    expect(await idsIn(deadLetters)).toEqual([jobId]);
    await removeAll(deadLetters);
  });

  test('redrives no more than it was told to', async () => {
    await failedJob(3);
    await failedJob(4);
    expect(await redrive({ type, maxJobs: 1 })).toEqual({ redriven: 1, obsolete: 0, kept: 0 });
    expect(await idsIn(deadLetters)).toHaveLength(1);
    await removeAll(deadLetters);
    await removeAll(lane);
  });

  test('runs a job once that fails again at once, and leaves its new dead letter', async () => {
    const jobId = await failedJob(6);
    // Stands for a worker that is quicker than the redrive.
    const sendMessages = async (queue: string, messages: readonly { jobId: string; owner: string }[]) => {
      await store.queues.sendMessages(queue, messages);
      await store.queues.sendMessages(deadLetters, messages);
    };
    expect(await redrive({ type }, { queues: { ...store.queues, sendMessages } })).toEqual({
      redriven: 1,
      obsolete: 0,
      kept: 1,
    });
    expect(await idsIn(deadLetters)).toEqual([jobId]);
    await removeAll(deadLetters);
    await removeAll(lane);
  });

  test('keeps the dead letter when the job could not be dispatched', async () => {
    const jobId = await failedJob(5);
    const events = { publish: () => Promise.reject(new Error('SNS is away')) };
    expect(await redrive({ type }, { events })).toEqual({ redriven: 0, obsolete: 0, kept: 1 });
    // Nothing is lost: the job is in the due index, and the reconciler dispatches it.
    const job = await store.jobs.getJob(jobId);
    expect(job?.status).toBe('QUEUED');
    expect(job?.dueAt).toBeGreaterThan(0);
  });

  test('refuses an unknown job type and an absurd number, and says what is allowed', async () => {
    await expect(redrive({ type: 'no-such-type' })).rejects.toThrow('type must be one of csv-etl');
    await expect(redrive({ type, maxJobs: 0 })).rejects.toThrow('maxJobs must be a whole number from 1 to 1000');
  });

  const removeAll = async (queue: string) => {
    const messages = await store.queues.receiveMessages(queue, {
      maxMessages: 10,
      waitSeconds: 0,
      visibilityTimeoutSeconds: 60,
    });
    await store.queues.deleteMessages(
      queue,
      messages.map(({ receiptHandle }) => receiptHandle),
    );
  };
});

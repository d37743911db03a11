import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { deadLetterQueueName, queueName, type JobType } from '@jobs/shared-contracts';
import type { Worker } from '@jobs/worker';
import { orderedJobType } from './fifo-job-type.ts';
import { openOrderingBench, type OrderingBench } from './ordering-bench.ts';
import { ENDS, StartRecorder } from './start-recorder.ts';

// Sixty jobs on real parts, which takes as long as the machine lets it.
jest.setTimeout(120_000);

const MINUTE = 60_000;
const KEYS = ['ledger-1', 'ledger-2', 'ledger-3'];
const JOBS_PER_KEY = 20;
const FAILS_OFTEN = 0.25;

let bench: OrderingBench;
let jobType: JobType;
let workers: Worker[] = [];
beforeAll(async () => {
  jobType = orderedJobType();
  bench = await openOrderingBench(jobType);
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
});
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
});

const startWorkers = (recorder: StartRecorder, count = 1) => {
  workers = Array.from({ length: count }, () => bench.startWorker(recorder.runner));
};
const succeeding = () => new StartRecorder(async () => ENDS.succeeded);

async function submitInOrder(key: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) ids.push((await bench.submit(key)).id);
  return ids;
}

/** Takes the next message of the queue away, as if it had never been sent. */
async function loseNextMessage(): Promise<string> {
  const queue = queueName(jobType.name, 'standard', 'fifo');
  const options = { maxMessages: 1, waitSeconds: 5, visibilityTimeoutSeconds: 30 };
  const [message] = await bench.store.queues.receiveMessages(queue, options);
  await bench.store.queues.deleteMessages(queue, [message?.receiptHandle ?? '']);
  return message && 'jobId' in message.content ? message.content.jobId : '';
}

async function nextDeadLetter(): Promise<string> {
  const queue = deadLetterQueueName(jobType.name, 'fifo');
  const options = { maxMessages: 1, waitSeconds: 20, visibilityTimeoutSeconds: 30 };
  const [message] = await bench.store.queues.receiveMessages(queue, options);
  const handle = message?.receiptHandle ?? '';
  await bench.store.queues.changeVisibility(queue, [{ receiptHandle: handle, timeoutSeconds: 0 }]);
  return message && 'jobId' in message.content ? message.content.jobId : '';
}

describe('jobs of a type with ordering fifo', () => {
  test('jobs of a key start in the order in which they were accepted, one at a time, while attempts fail', async () => {
    const recorder = new StartRecorder(async ({ attempt, maxAttempts }) =>
      attempt < maxAttempts && Math.random() < FAILS_OFTEN ? ENDS.failed : ENDS.succeeded,
    );
    startWorkers(recorder, 2);
    const accepted = await Promise.all(KEYS.map((key) => submitInOrder(key, JOBS_PER_KEY)));
    const jobs = await bench.ended(accepted.flat());
    expect(jobs.map(({ status }) => status)).toEqual(jobs.map(() => 'SUCCEEDED'));
    for (const ofKey of accepted) expect(recorder.order.filter((id) => ofKey.includes(id))).toEqual(ofKey);
    expect(recorder.starts.flatMap(({ beside }) => beside)).toEqual([]);
  });

  test('a job whose message was lost keeps its place: a later one of its key brings it', async () => {
    const accepted = await submitInOrder('lost', 3);
    expect(await loseNextMessage()).toBe(accepted[0]);
    const recorder = succeeding();
    startWorkers(recorder);
    await bench.ended(accepted);
    expect(recorder.order).toEqual(accepted);
  });

  test('the reconciler brings a job whose message was lost when no other of its key is there', async () => {
    const [jobId = ''] = await submitInOrder('lonely', 1);
    await loseNextMessage();
    const recorder = succeeding();
    startWorkers(recorder);
    await bench.reconcileAfter(3 * MINUTE);
    await bench.ended([jobId]);
    expect(recorder.order).toEqual([jobId]);
  });

  test('a poison job goes to the dead letters, its group goes on, and a redrive puts it at the end', async () => {
    const [poison = '', next = ''] = await submitInOrder('poison', 2);
    let isRepaired = false;
    const recorder = new StartRecorder(async ({ jobId }) =>
      jobId === poison && !isRepaired ? ENDS.failedForGood : ENDS.succeeded,
    );
    startWorkers(recorder);
    await bench.ended([poison, next]);
    expect(recorder.order).toEqual([poison, next]);
    expect(await nextDeadLetter()).toBe(poison);

    await Promise.all(workers.map((worker) => worker.stop()));
    isRepaired = true;
    const [later = ''] = await submitInOrder('poison', 1);
    expect(await bench.redrive()).toMatchObject({ redriven: 1 });
    const again = succeeding();
    startWorkers(again);
    await bench.ended([later]);
    const [job] = await bench.ended([poison]);
    expect([job?.status, again.order]).toEqual(['SUCCEEDED', [later, poison]]);
  });

  test('a lost message of a poison job that ran for another message still leaves a dead letter', async () => {
    const [poison = '', next = ''] = await submitInOrder('lost-poison', 2);
    expect(await loseNextMessage()).toBe(poison);
    const recorder = new StartRecorder(async ({ jobId }) => (jobId === poison ? ENDS.failedForGood : ENDS.succeeded));
    startWorkers(recorder);
    await bench.ended([poison, next]);
    expect(await nextDeadLetter()).toBe(poison);
  });

  test('a submission without an ordering key is refused', async () => {
    expect(await bench.submit(undefined)).toEqual({ status: 422, id: '' });
  });

  test('a cancelled job holds up nobody', async () => {
    const [first = '', cancelled = '', last = ''] = await submitInOrder('cancelled', 3);
    await bench.cancel(cancelled);
    const recorder = succeeding();
    startWorkers(recorder);
    await bench.ended([first, last]);
    expect(recorder.order).toEqual([first, last]);
  });

  test('the same key of another owner is another group', async () => {
    const ids = [(await bench.submit('shared')).id, (await bench.submit('shared', 'other')).id];
    const bothRun = Promise.withResolvers<void>();
    const recorder: StartRecorder = new StartRecorder(async () => {
      if (recorder.starts.length === 2) bothRun.resolve();
      await bothRun.promise;
      return ENDS.succeeded;
    });
    startWorkers(recorder);
    await bench.ended(ids);
    expect([...recorder.order].toSorted()).toEqual(ids.toSorted());
  });
});

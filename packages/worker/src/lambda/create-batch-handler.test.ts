import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { JobRecord, MinuteCounts } from '@jobs/job-store';
import { isTerminal } from '@jobs/shared-contracts';
import { resultOf } from '../testing/behaviours.ts';
import { contextWith, invokeWithNext, receiveBatch } from '../testing/receive-batch.ts';
import { hastyJobType } from '../testing/test-job-type.ts';
import { until } from '../testing/until.ts';
import { openWorkBench, QUEUE, type WorkBench } from '../testing/work-bench.ts';
import type { BatchHandler } from './create-batch-handler.ts';

jest.setTimeout(120_000);

const FUNCTION_PROCESS = fileURLToPath(new URL('../testing/function-process.ts', import.meta.url));
const hasEnded = (job: JobRecord) => isTerminal(job.status);

describe('a job type’s function, invoked by its queue', () => {
  let bench: WorkBench;
  let folder: string;
  beforeEach(async () => {
    bench = await openWorkBench();
    folder = await mkdtemp(join(tmpdir(), 'job-function-test-'));
  });
  afterEach(async () => {
    await bench[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const isRunning = (jobId: string, attempt = 1) =>
    bench.jobOnce(jobId, (job) => job.status === 'RUNNING' && job.attempt === attempt && job.progress !== undefined);
  const invoke = (handler: BatchHandler, remainingMs?: number) =>
    invokeWithNext(bench.store.queues, handler, remainingMs);
  async function invokeUntilEnd(jobId: string, handler: BatchHandler): Promise<JobRecord> {
    for (;;) {
      await invoke(handler);
      const job = await bench.store.jobs.getJob(jobId);
      if (job && hasEnded(job)) return job;
    }
  }

  test('runs the jobs of a batch side by side, each state published and counted before it answers', async () => {
    const counted: MinuteCounts[] = [];
    const add = (_: string, counts: MinuteCounts) => Promise.resolve(void counted.push(counts));
    const handler = bench.openFunction({ statistics: { add } });
    const untilFile = join(folder, 'finish');
    const jobIds = [
      await bench.submit({ behaviour: 'wait', untilFile }),
      await bench.submit({ behaviour: 'wait', untilFile }),
    ];
    const answer = handler(await receiveBatch(bench.store.queues, 2), contextWith(60_000));
    await Promise.all(jobIds.map((jobId) => isRunning(jobId)));
    await writeFile(untilFile, '');
    await expect(answer).resolves.toEqual({ batchItemFailures: [] });
    for (const jobId of jobIds) {
      expect(await bench.store.jobs.getJob(jobId)).toMatchObject({
        status: 'SUCCEEDED',
        attempt: 1,
        result: { inline: resultOf('done') },
      });
      expect(bench.published.filter(({ subject }) => subject === jobId).map(({ type }) => type)).toEqual([
        'job.running',
        'job.succeeded',
      ]);
    }
    expect(counted.reduce((sum, { succeeded }) => sum + succeeded, 0)).toBe(2);
  });

  test('lets no message of a job that has ended wait for the others of its batch', async () => {
    const untilFile = join(folder, 'finish');
    await bench.submit({ behaviour: 'wait', untilFile });
    const quick = await bench.submit({ behaviour: 'succeed' });
    const answer = bench.openFunction()(await receiveBatch(bench.store.queues, 2), contextWith(60_000));
    await bench.jobOnce(quick, hasEnded);
    await until(async () => (await bench.store.queues.getDepth(QUEUE)).inFlight === 1 || undefined, 'the deletion');
    await writeFile(untilFile, '');
    await expect(answer).resolves.toEqual({ batchItemFailures: [] });
  });

  test('names the message of a job that is to be tried again, which comes when the back-off is over', async () => {
    const handler = bench.openFunction();
    const jobId = await bench.submit({ behaviour: 'fail-at-first', failures: 2 });
    const event = await receiveBatch(bench.store.queues, 1);
    const itemIdentifier = event.Records[0]?.messageId;
    await expect(handler(event, contextWith(60_000))).resolves.toEqual({ batchItemFailures: [{ itemIdentifier }] });
    expect(await bench.store.jobs.getJob(jobId)).toMatchObject({ status: 'QUEUED', attempt: 1 });
    expect(await invokeUntilEnd(jobId, handler)).toMatchObject({ status: 'SUCCEEDED', attempt: 3 });
  });

  test('brings a job that failed for good to the dead-letter queue', async () => {
    const handler = bench.openFunction();
    const jobId = await bench.submit({ behaviour: 'fail-for-good' });
    const deadLetters = bench.deadLettersOnce(1);
    const isThere = deadLetters.then(() => true);
    while (!(await Promise.race([isThere, invoke(handler).then(() => false)])));
    expect(await deadLetters).toEqual([jobId]);
    expect(await bench.store.jobs.getJob(jobId)).toMatchObject({ status: 'FAILED', error: { code: 'unreadable' } });
  });

  test('stops a job at its own time limit, and that counts', async () => {
    const handler = bench.openFunction({}, { jobType: { ...hastyJobType, timeLimitSeconds: 1 } });
    const jobId = await bench.submit({ behaviour: 'spin' }, { maxAttempts: 1 });
    await invoke(handler);
    expect(await bench.store.jobs.getJob(jobId)).toMatchObject({ status: 'FAILED', error: { code: 'time-limit' } });
  });

  test('releases a job that is still at work when the invocation is about to end, and burns no attempt', async () => {
    const handler = bench.openFunction();
    const jobId = await bench.submit({ behaviour: 'spin' }, { maxAttempts: 1 });
    await invoke(handler, 5000);
    expect(await bench.store.jobs.getJob(jobId)).toMatchObject({ status: 'QUEUED', attempt: 1, maxAttempts: 2 });
    const [fresh] = (await receiveBatch(bench.store.queues, 1)).Records;
    expect(fresh).toMatchObject({
      body: JSON.stringify({ jobId }),
      attributes: { ApproximateReceiveCount: '1' },
    });
  });

  test('hears of a cancellation while the job runs', async () => {
    const jobId = await bench.submit({ behaviour: 'spin' });
    const invoked = invoke(bench.openFunction());
    await isRunning(jobId);
    await bench.store.jobs.requestCancel(jobId, 'ada');
    await invoked;
    expect(await bench.store.jobs.getJob(jobId)).toMatchObject({ status: 'CANCELLED' });
  });

  test('costs one lease when it dies, however long its queue hides messages', async () => {
    const untilFile = join(folder, 'finish');
    const jobId = await bench.submit({ behaviour: 'wait', untilFile });
    const dying = spawn(process.execPath, [FUNCTION_PROCESS], { env: bench.environment, stdio: 'inherit' });
    await isRunning(jobId);
    const exited = once(dying, 'exit');
    dying.kill('SIGKILL');
    await exited;
    await writeFile(untilFile, '');
    expect(await invokeUntilEnd(jobId, bench.openFunction())).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
  });

  test('leaves messages of another job type’s queue where they are', async () => {
    const jobId = await bench.submit({ behaviour: 'succeed' });
    const event = await receiveBatch(bench.store.queues, 1);
    const foreign = event.Records.map((record) =>
      Object.assign({}, record, { eventSourceARN: 'arn:aws:sqs:::csv-etl-standard' }),
    );
    const answer = bench.openFunction()({ Records: foreign }, contextWith(60_000));
    await expect(answer).rejects.toThrow('is no queue of the job type "text-analyze"');
    expect(await bench.store.jobs.getJob(jobId)).toMatchObject({ status: 'QUEUED', attempt: 0 });
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { PublishFailedError, type JobRecord } from '@jobs/job-store';
import { isTerminal, LIMITS } from '@jobs/shared-contracts';
import { resultOf } from './testing/behaviours.ts';
import { openWorkBench, QUEUE, type WorkBench } from './testing/work-bench.ts';
import { hastyJobType } from './testing/test-job-type.ts';
import { until } from './testing/until.ts';

jest.setTimeout(120_000);

const hasEnded = (job: JobRecord) => isTerminal(job.status);

describe('a worker on the stand-ins', () => {
  let bench: WorkBench;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'worker-test-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  beforeEach(async () => {
    bench = await openWorkBench();
  });
  afterEach(async () => {
    await bench[Symbol.asyncDispose]();
  });

  const statuses = (jobId: string) =>
    bench.published.filter((event) => event.subject === jobId).map(({ type }) => type);
  const isQueueEmpty = async () => {
    const { visible, inFlight, delayed } = await bench.store.queues.getDepth(QUEUE);
    return visible + inFlight + delayed === 0 || undefined;
  };

  test('runs a job, and publishes each state before it deletes the message', async () => {
    bench.startWorker();
    const jobId = await bench.submit({ behaviour: 'succeed' });
    const job = await bench.jobOnce(jobId, hasEnded);
    expect(job).toMatchObject({
      status: 'SUCCEEDED',
      attempt: 1,
      progress: { percent: 100 },
      result: { inline: resultOf('done') },
    });
    await until(isQueueEmpty, 'an empty queue');
    expect(bench.journal).toEqual(['publish job.running', 'publish job.succeeded', 'delete']);
  });

  test('tries a failed job again after its back-off, and publishes the way there', async () => {
    bench.startWorker();
    const jobId = await bench.submit({ behaviour: 'fail-at-first', failures: 2 });
    const job = await bench.jobOnce(jobId, hasEnded);
    expect(job).toMatchObject({ status: 'SUCCEEDED', attempt: 3 });
    await until(isQueueEmpty, 'an empty queue');
    expect([...new Set(statuses(jobId))]).toEqual(['job.running', 'job.queued', 'job.succeeded']);
  });

  test('brings a job that failed for good to the dead-letter queue, with its error on the job', async () => {
    bench.startWorker();
    const jobId = await bench.submit({ behaviour: 'fail-for-good' });
    const job = await bench.jobOnce(jobId, hasEnded);
    expect(job).toMatchObject({
      status: 'FAILED',
      attempt: 1,
      error: { code: 'unreadable', message: 'This cannot work', attempt: 1 },
    });
    expect(await bench.deadLettersOnce(1)).toEqual([jobId]);
    expect(statuses(jobId)).toContain('job.failed');
  });

  test('brings a job whose attempts are used up to the dead-letter queue', async () => {
    bench.startWorker();
    const jobId = await bench.submit({ behaviour: 'fail-at-first', failures: 99 });
    expect(await bench.jobOnce(jobId, hasEnded)).toMatchObject({
      status: 'FAILED',
      attempt: 3,
      error: { code: 'handler-failed', message: 'failure 3', attempt: 3 },
    });
    expect(await bench.deadLettersOnce(1)).toEqual([jobId]);
  });

  test('waits as long as the author asks for', async () => {
    bench.startWorker();
    const jobId = await bench.submit({ behaviour: 'retry-later', delaySeconds: 2 });
    const { updatedAt } = await bench.jobOnce(jobId, ({ status, attempt }) => status === 'QUEUED' && attempt === 1);
    const job = await bench.jobOnce(jobId, hasEnded);
    expect(job).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });
    expect(job.updatedAt - updatedAt).toBeGreaterThanOrEqual(1900);
  });

  test.each([
    ['exit', 'worker-thread-crashed', /exited with code: 3/],
    ['use-up-the-heap', 'worker-thread-crashed', /memory/],
    ['reject-unawaited', 'worker-thread-crashed', /nobody awaits this/],
    ['throw-a-string', 'handler-failed', /^a string$/],
  ] as const)('survives a handler that does "%s", and runs the next job', async (behaviour, code, message) => {
    bench.startWorker();
    const crashing = await bench.submit({ behaviour }, { maxAttempts: 1 });
    const crashed = await bench.jobOnce(crashing, hasEnded);
    expect(crashed).toMatchObject({ status: 'FAILED', error: { code } });
    expect(crashed.error?.message).toMatch(message);
    const next = await bench.submit({ behaviour: 'succeed' });
    expect(await bench.jobOnce(next, hasEnded)).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
  });

  test('does not blame a job for what the one before left behind in its thread', async () => {
    bench.startWorker({}, { concurrency: 1 });
    const left = join(folder, 'left-behind');
    const rejectNow = join(folder, 'reject-now');
    const endNow = join(folder, 'end-now');
    const careless = await bench.submit({ behaviour: 'leave-a-rejection', untilFile: rejectNow, runsFile: left });
    await bench.jobOnce(careless, hasEnded);
    const next = await bench.submit({ behaviour: 'wait', untilFile: endNow });
    await bench.jobOnce(next, ({ progress }) => progress !== undefined);
    await writeFile(rejectNow, '');
    await until(async () => (await readFile(left, 'utf8')).endsWith('left behind') || undefined, 'the rejection');
    await writeFile(endNow, '');
    expect(await bench.jobOnce(next, hasEnded)).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
  });

  test('keeps a large result in the bucket', async () => {
    bench.startWorker();
    const jobId = await bench.submit({ behaviour: 'return-bytes', bytes: LIMITS.inlineResultBytes });
    const { result } = await bench.jobOnce(jobId, hasEnded);
    expect(result).toMatchObject({ key: `jobs/${jobId}/attempts/1/result` });
    const key = result && 'key' in result ? result.key : '';
    expect(await bench.store.payloads.getJson(key)).toEqual(resultOf('x'.repeat(LIMITS.inlineResultBytes)));
  });

  test.each([
    [{ behaviour: 'return-bytes', bytes: LIMITS.resultBytes }, 'result-too-large'],
    [{ behaviour: 'return-nonsense' }, 'invalid-result'],
    [{ behaviour: 'return-a-cycle' }, 'invalid-result'],
    [{ behaviour: 'copy-upload', uploadId: `upl_${'0'.repeat(32)}` }, 'upload-not-found'],
  ] as const)('fails a job for good that does %j: %s', async (input, code) => {
    bench.startWorker();
    const jobId = await bench.submit(input);
    expect(await bench.jobOnce(jobId, hasEnded)).toMatchObject({ status: 'FAILED', attempt: 1, error: { code } });
  });

  test('gives a handler its owner’s uploads within bounds, and keeps its files', async () => {
    const uploadId = `upl_${'1'.repeat(32)}`;
    const upload = { owner: 'ada', uploadId, sizeBytes: 5 };
    const { url, headers } = await bench.store.payloads.createUploadUrl(upload);
    expect((await fetch(url, { method: 'PUT', headers, body: 'hello' })).status).toBe(200);
    bench.startWorker();
    const copied = await bench.jobOnce(await bench.submit({ behaviour: 'copy-upload', uploadId }), hasEnded);
    const key = `jobs/${copied.jobId}/attempts/1/files/copy.txt`;
    expect(copied.result).toEqual({ inline: resultOf(key) });
    expect(await (await fetch(await bench.store.payloads.presignDownload(key))).text()).toBe('hello');
    const tooLarge = await bench.submit({ behaviour: 'copy-upload', uploadId, bytes: 4 });
    expect((await bench.jobOnce(tooLarge, hasEnded)).error?.code).toBe('upload-too-large');
  });

  test('fails a job that breaks off while it writes a file for the reason that the job gives', async () => {
    bench.startWorker();
    const jobId = await bench.submit({ behaviour: 'break-off-a-large-file' });
    expect(await bench.jobOnce(jobId, hasEnded)).toMatchObject({ status: 'FAILED', error: { code: 'broken-off' } });
  });

  test.each(['wait', 'spin'] as const)(
    'stops a running job that is cancelled, though its code may "%s"',
    async (behaviour) => {
      bench.startWorker();
      const jobId = await bench.submit({ behaviour });
      await bench.jobOnce(jobId, ({ progress }) => progress?.percent === 1);
      expect((await bench.store.jobs.requestCancel(jobId, 'ada')).outcome).toBe('requested');
      expect(await bench.jobOnce(jobId, hasEnded)).toMatchObject({ status: 'CANCELLED', attempt: 1 });
      await until(isQueueEmpty, 'an empty queue');
      expect(statuses(jobId)).toEqual(['job.running', 'job.cancelled']);
      const next = await bench.submit({ behaviour: 'succeed' });
      expect(await bench.jobOnce(next, hasEnded)).toMatchObject({ status: 'SUCCEEDED' });
    },
  );

  test('never starts a job that was cancelled while it waited', async () => {
    const runsFile = join(folder, 'cancelled-runs');
    await writeFile(runsFile, '');
    const jobId = await bench.submit({ behaviour: 'succeed', runsFile });
    await bench.store.jobs.requestCancel(jobId, 'ada');
    bench.startWorker();
    await until(isQueueEmpty, 'an empty queue');
    expect(await readFile(runsFile, 'utf8')).toBe('');
    expect(statuses(jobId)).toEqual(['job.cancelled']);
  });

  test('stops a job at its time limit', async () => {
    bench.startWorker({}, { jobType: { ...hastyJobType, timeLimitSeconds: 1 } });
    const jobId = await bench.submit({ behaviour: 'spin' }, { maxAttempts: 1 });
    expect(await bench.jobOnce(jobId, hasEnded)).toMatchObject({ status: 'FAILED', error: { code: 'time-limit' } });
  });

  test('runs a job once, however often its message comes', async () => {
    const runsFile = join(folder, 'duplicate-runs');
    bench.startWorker();
    bench.startWorker();
    const jobId = await bench.submit({ behaviour: 'succeed', runsFile }, { messages: 5 });
    await bench.jobOnce(jobId, hasEnded);
    await until(isQueueEmpty, 'an empty queue');
    expect(await readFile(runsFile, 'utf8')).toBe('1\n');
  });

  test('an attempt that lost its lease writes nothing', async () => {
    const untilFile = join(folder, 'stale');
    const cutOff = bench.startWorker({
      jobs: { ...bench.store.jobs, extendLease: () => Promise.reject(new Error('cut off')) },
    });
    const jobId = await bench.submit({ behaviour: 'wait', untilFile });
    await bench.jobOnce(jobId, ({ status }) => status === 'RUNNING');
    const claim = { claimId: 'another', leaseDurationMs: 60_000 };
    await until(async () => {
      const { outcome } = await bench.store.jobs.claimJob(jobId, claim);
      return outcome === 'claimed' || undefined;
    }, 'the lease to run out');
    await writeFile(untilFile, '');
    await until(() => cutOff.busy === 0 || undefined, 'the cut-off worker');
    expect(await bench.store.jobs.getJob(jobId)).toMatchObject({ status: 'RUNNING', attempt: 2 });
    expect(statuses(jobId)).toEqual(['job.running']);
  });

  test('leaves a message of a job of another type to the dead-letter queue, and the job as it was', async () => {
    bench.startWorker();
    const jobId = await bench.submit({ behaviour: 'succeed' }, { type: 'csv-etl' });
    expect(await bench.deadLettersOnce(1)).toEqual([jobId]);
    const job = await bench.store.jobs.getJob(jobId);
    expect(job?.status).toBe('QUEUED');
    expect((job?.maxAttempts ?? 0) - (job?.attempt ?? 0)).toBe(3);
  });

  test('leaves a malformed message to the dead-letter queue, and goes on', async () => {
    bench.startWorker();
    const { AWS_ENDPOINT_URL_SQS: endpoint = '', QUEUE_URL_PREFIX: prefix } = bench.environment;
    const sent = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.SendMessage' },
      body: JSON.stringify({ QueueUrl: `${prefix}${QUEUE}`, MessageBody: '{"jobId":' }),
    });
    expect(sent.status).toBe(200);
    expect(await bench.deadLettersOnce(1)).toEqual(['malformed']);
    const next = await bench.submit({ behaviour: 'succeed' });
    expect(await bench.jobOnce(next, hasEnded)).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('deletes a message of a job that does not exist', async () => {
    bench.startWorker();
    await bench.store.queues.sendMessages(QUEUE, [{ jobId: `job_${'9'.repeat(32)}`, owner: 'ada' }]);
    await until(() => bench.journal.includes('delete') || undefined, 'the delete');
    expect(bench.published).toEqual([]);
  });

  test('does not acknowledge a message whose state cannot be published, and publishes it when it can', async () => {
    let isAway = true;
    bench.startWorker({
      events: {
        publish: async (events) => {
          if (isAway)
            throw new PublishFailedError(
              events.map(({ id }) => id),
              ['InternalError'],
            );
          await bench.store.events.publish(events);
          bench.journal.push(...events.map(({ type }) => type));
        },
      },
    });
    const runsFile = join(folder, 'unpublished-runs');
    const jobId = await bench.submit({ behaviour: 'succeed', runsFile });
    await until(async () => (await readFile(runsFile, 'utf8').catch(() => '')) || undefined, 'the run');
    expect((await bench.store.jobs.getJob(jobId))?.status).toBe('RUNNING');
    isAway = false;
    await until(isQueueEmpty, 'an empty queue');
    expect(bench.journal).toEqual(['job.running', 'job.succeeded', 'delete']);
    expect(await readFile(runsFile, 'utf8')).toBe('1\n');
  });
});

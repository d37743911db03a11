import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  isTerminal,
  type BatchEvent,
  type BatchManifest,
  type BatchMemberList,
  type BatchSubmission,
  type BatchView,
  type JobView,
  type ScheduleView,
} from '@jobs/shared-contracts';
import { callApi, type Api } from './docs/call-api.ts';
import { SAMPLE_JOB } from './ready-message.ts';
import { startLocalStack, type LocalStack } from './start-local-stack.ts';

const TIME_LIMIT_MS = 300_000;

let stack: LocalStack;
let api: Api;
beforeAll(async () => {
  stack = await startLocalStack({ pollIntervalMs: 100, shutdownGraceSeconds: 1, reconcileIntervalMs: 500 });
  api = { url: stack.url, key: stack.apiKeys[0]?.key ?? '' };
}, TIME_LIMIT_MS);
afterAll(() => stack.stop(), TIME_LIMIT_MS);

async function finished(job: JobView): Promise<JobView> {
  let current = job;
  while (!isTerminal(current.status)) current = await callApi<JobView>(api, 'GET', `/v1/jobs/${job.id}`);
  return current;
}

test(
  'a job for later starts at its time and not before, though its worker is there',
  async () => {
    const atOnce = await callApi<JobView>(api, 'POST', '/v1/jobs', SAMPLE_JOB);
    const later = await callApi<JobView>(api, 'POST', '/v1/jobs', { ...SAMPLE_JOB, delaySeconds: 3 });
    expect(later).toMatchObject({ status: 'QUEUED', runAt: expect.any(String) });
    expect(await finished(atOnce)).toMatchObject({ status: 'SUCCEEDED' });
    const { status, startedAt = '', runAt } = await finished(later);
    expect({ status, runAt }).toEqual({ status: 'SUCCEEDED', runAt: later.runAt });
    expect(Date.parse(startedAt)).toBeGreaterThanOrEqual(Date.parse(later.runAt ?? ''));
  },
  TIME_LIMIT_MS,
);

test(
  'the jobs of a schedule are made by the scheduler, for their time',
  async () => {
    const made = await callApi<ScheduleView>(api, 'POST', '/v1/schedules', { ...SAMPLE_JOB, rateSeconds: 60 });
    let schedule = made;
    while (!schedule.lastRun) schedule = await callApi<ScheduleView>(api, 'GET', `/v1/schedules/${made.id}`);
    expect(schedule.lastRun.runAt).toBe(made.nextRuns[0]);
    const job = await callApi<JobView>(api, 'GET', `/v1/jobs/${schedule.lastRun.jobId}`);
    expect(job).toMatchObject({ status: 'QUEUED', type: SAMPLE_JOB.type, runAt: made.nextRuns[0] });
  },
  TIME_LIMIT_MS,
);

/** Takes everything that is sent to it. */
async function startReceiver() {
  const received: BatchEvent[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    received.push((await json(request)) as BatchEvent);
    response.writeHead(204).end();
  };
  const server = createServer((request, response) => void receive(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { received, url: `http://127.0.0.1:${port}/hook`, stop: () => server.close() };
}

/** Names a table twice, which can't be: it fails for good. */
const SOURCE = { table: 'orders', format: 'csv', from: { text: 'country,cents\nDE,1200\n' } };
const WRONG_JOB = {
  type: 'csv-etl',
  input: { sources: [SOURCE, SOURCE], sql: 'SELECT * FROM orders', output: { format: 'csv' } },
};

async function batchWith(id: string, holds: (batch: BatchView) => boolean): Promise<BatchView> {
  for (;;) {
    const batch = await callApi<BatchView>(api, 'GET', `/v1/batches/${id}`);
    if (holds(batch)) return batch;
  }
}

test(
  'a batch of fifty, with two refused, one that fails and is retried, and one that waits for others, completes once',
  async () => {
    await callApi(api, 'POST', '/v1/webhook-secrets');
    const receiver = await startReceiver();
    const jobs: object[] = Array.from({ length: 50 }, () => SAMPLE_JOB);
    jobs[7] = { ...SAMPLE_JOB, input: {} };
    jobs[8] = { ...SAMPLE_JOB, type: 'no-such-type' };
    jobs[20] = WRONG_JOB;
    // It keeps the batch open until the one that has failed was retried.
    jobs[30] = { ...SAMPLE_JOB, after: ['#31', '#20'], afterFailure: 'run', delaySeconds: 1 };
    const body = { jobs, webhook: { url: receiver.url } };
    const { id, results } = await callApi<BatchSubmission>(api, 'POST', '/v1/batches', body);
    expect(results.flatMap(({ index, problem }) => (problem ? [[index, problem.code]] : []))).toEqual([
      [7, 'validation-failed'],
      [8, 'unknown-job-type'],
    ]);
    const failing = results[20]?.jobId ?? '';
    await batchWith(id, ({ counts }) => counts.failed === 1);
    await callApi(api, 'POST', `/v1/jobs/${failing}/retry`);
    const { counts } = await batchWith(id, ({ status }) => status === 'COMPLETED');
    expect(counts).toEqual({ total: 50, refused: 2, pending: 0, succeeded: 47, failed: 1, cancelled: 0 });

    const response = await fetch(`${api.url}/v1/batches/${id}/manifest`, { headers: { 'x-api-key': api.key } });
    const manifest = (await response.json()) as BatchManifest;
    expect(manifest.counts).toEqual(counts);
    expect(manifest.jobs.map(({ index }) => index)).toEqual([...jobs.keys()]);
    expect(manifest.jobs[8]).toMatchObject({ status: 'REFUSED', problem: { code: 'unknown-job-type' } });
    expect(manifest.jobs[20]).toMatchObject({ jobId: failing, status: 'FAILED', error: { attempt: 2 } });
    expect(manifest.jobs[30]).toMatchObject({ status: 'SUCCEEDED', path: `/v1/jobs/${results[30]?.jobId}` });
    const page = await callApi<BatchMemberList>(api, 'GET', `/v1/batches/${id}/jobs?limit=100`);
    expect(page.jobs.map(({ status }) => status ?? 'REFUSED')).toEqual(manifest.jobs.map(({ status }) => status));

    while (receiver.received.length === 0) await callApi(api, 'GET', `/v1/batches/${id}`);
    expect(receiver.received).toMatchObject([{ type: 'batch.completed', subject: id, data: { counts } }]);
    receiver.stop();
  },
  TIME_LIMIT_MS,
);

test(
  'a batch that is cancelled ends with all of its jobs cancelled',
  async () => {
    const waiting = { ...SAMPLE_JOB, delaySeconds: 3600 };
    const body = { jobs: [...Array.from({ length: 5 }, () => waiting), { ...waiting, after: ['#0'] }] };
    const { id } = await callApi<BatchSubmission>(api, 'POST', '/v1/batches', body);
    await callApi(api, 'DELETE', `/v1/batches/${id}`);
    const { counts } = await batchWith(id, ({ status }) => status === 'COMPLETED');
    expect(counts).toMatchObject({ total: 6, cancelled: 6 });
  },
  TIME_LIMIT_MS,
);

import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHandlers, type FunctionName } from '@jobs/api-handlers';
import { apiGatewayEvent } from '@jobs/api-handlers/testing';
import { createJobStore, loadJobStoreConfig, type JobRecord } from '@jobs/job-store';
import { isTerminal, type JobLimits, type JobView, type UploadTicket } from '@jobs/shared-contracts';
import { actAs, startStandIns, type StandIns } from '@jobs/stand-ins';
import type { Context, SQSEvent } from 'aws-lambda';
import { startSqsEventSource } from './event-sources/start-sqs-event-source.ts';
import { spawnNode } from './processes/spawn-node.ts';

const TIME_LIMIT_MS = 120_000;
const TYPE = 'text-analyze';
const JOBS = 5;
const CAP = 2;

let standIns: StandIns;
let limits: JobLimits | undefined;
let workers: ChildProcess[];
let settlements: ReturnType<typeof startSqsEventSource>;
let store: ReturnType<typeof openStore>;

const openStore = () => createJobStore(loadJobStoreConfig(standIns.environment, ['jobs']));
const handlerOf = <Name extends FunctionName>(name: Name) =>
  createHandlers[name](
    { ...standIns.environment, ...actAs.function(name), LOG_LEVEL: 'warn' },
    { limitsOf: () => limits },
  ) as ReturnType<(typeof createHandlers)[Name]>;
const context = {} as Context;

beforeAll(async () => {
  standIns = await startStandIns();
  store = openStore();
  const settle = handlerOf('settle-jobs');
  settlements = startSqsEventSource({
    queueUrl: standIns.environment.SETTLEMENTS_QUEUE_URL,
    functionName: 'settle-jobs',
    batchSize: 10,
    environment: standIns.environment,
    invoke: async (_, event) => ({ ok: true, result: await settle(event as SQSEvent) }),
    report: (message) => process.stderr.write(`${message}\n`),
  });
  const environment = {
    ...standIns.environment,
    ...actAs.worker(TYPE),
    JOB_TYPE: TYPE,
    SHUTDOWN_GRACE_SECONDS: '1',
  };
  const entry = new URL(import.meta.resolve('@jobs/worker/main'));
  workers = ['one', 'two'].map(() => spawnNode(entry, environment, 'ignore'));
}, TIME_LIMIT_MS);
afterAll(async () => {
  const exited = workers.map((worker) => once(worker, 'exit'));
  for (const worker of workers) worker.kill('SIGTERM');
  await Promise.all(exited);
  await settlements.stop();
  store.close();
  await standIns.stop();
}, TIME_LIMIT_MS);

/** A text that takes its time. */
async function upload(): Promise<string> {
  const text = 'Some work takes longer than other work. '.repeat(8000);
  const body = { sizeBytes: Buffer.byteLength(text) };
  const answer = await handlerOf('create-upload')(apiGatewayEvent('create-upload', { body }), context);
  const { url, headers, uploadId } = JSON.parse(answer.body ?? '') as UploadTicket;
  await fetch(url, { method: 'PUT', headers, body: text });
  return uploadId;
}

async function runJobs(uploadId: string): Promise<readonly JobRecord[]> {
  const submit = handlerOf('submit-job');
  const body = { type: TYPE, input: { source: { uploadId } } };
  const jobs: JobView[] = [];
  for (let count = 0; count < JOBS; count += 1) {
    const { body: job = '' } = await submit(apiGatewayEvent('submit-job', { body }), context);
    jobs.push(JSON.parse(job) as JobView);
  }
  return Promise.all(jobs.map(({ id }) => ended(id)));
}

async function ended(jobId: string): Promise<JobRecord> {
  for (;;) {
    const job = await store.jobs.getJob(jobId);
    if (job && isTerminal(job.status)) return job;
    await pause(50);
  }
}

/** By what the workers themselves have written of their attempts. */
function mostAtOnce(jobs: readonly JobRecord[]): number {
  const attempts = jobs.flatMap((job) => job.attempts);
  const runningAt = (time: number) =>
    attempts.filter(({ startedAt, endedAt = Infinity }) => startedAt <= time && time < endedAt).length;
  return Math.max(...attempts.map(({ startedAt }) => runningAt(startedAt)));
}

test(
  'two workers with eight threads run no more jobs at once than their type is limited to',
  async () => {
    const uploadId = await upload();
    limits = undefined;
    const unlimited = await runJobs(uploadId);
    limits = { concurrency: CAP };
    const limited = await runJobs(uploadId);
    expect([...unlimited, ...limited].map(({ status }) => status)).toEqual(
      Array.from({ length: 2 * JOBS }, () => 'SUCCEEDED'),
    );
    expect(mostAtOnce(unlimited)).toBeGreaterThan(CAP);
    expect(mostAtOnce(limited)).toBeLessThanOrEqual(CAP);
  },
  TIME_LIMIT_MS,
);

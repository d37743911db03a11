import { afterEach, describe, expect, test } from '@jest/globals';
import { isTerminal, JOB_TYPES, type JobView } from '@jobs/shared-contracts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SAMPLE_JOB } from './ready-message.ts';
import { startLocalStack, type LocalStack, type LocalStackOptions } from './start-local-stack.ts';

const TIME_LIMIT_MS = 60_000;

let stack: LocalStack | undefined;
afterEach(async () => {
  await stack?.stop();
  stack = undefined;
}, TIME_LIMIT_MS);

async function start(options: LocalStackOptions = {}): Promise<LocalStack> {
  stack = await startLocalStack({ pollIntervalMs: 100, scaleInAfterMs: 500, shutdownGraceSeconds: 1, ...options });
  return stack;
}

async function call(method: string, path: string, options: { key?: string; body?: object; headers?: object } = {}) {
  const headers = { 'x-api-key': options.key ?? 'local-dev-key', 'content-type': 'application/json' };
  const response = await fetch(`${stack?.url}${path}`, {
    method,
    headers: { ...headers, ...options.headers },
    ...(options.body && { body: JSON.stringify(options.body) }),
  });
  return { status: response.status, body: (await response.json()) as JobView };
}

async function finished(jobId: string, key?: string): Promise<JobView> {
  for (;;) {
    const { body } = await call('GET', `/v1/jobs/${jobId}`, { ...(key && { key }), headers: { prefer: 'wait=10' } });
    if (isTerminal(body.status)) return body;
  }
}

/** Awaits a condition of the running system; the test's own time limit ends it. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(20);
}

const pids = (running: LocalStack) => running.workers().flatMap(({ tasks }) => tasks.map(({ pid }) => pid ?? 0));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('the local stack', () => {
  test(
    'keeps as many workers of each type as it is told to while nothing waits',
    async () => {
      const running = await start({ minWorkersEach: 1, maxWorkers: 4 });
      await until(() => running.workers().every(({ tasks }) => tasks.length > 0));
      expect(running.workers().map(({ backlog, tasks }) => [backlog, tasks.length])).toEqual(
        JOB_TYPES.map(() => [0, 1]),
      );
    },
    TIME_LIMIT_MS,
  );

  test(
    'runs a job in a worker process that it starts for it and stops when idle',
    async () => {
      const running = await start({ captureEvents: true, reconcileIntervalMs: 500 });
      expect(pids(running)).toEqual([]);
      const submitted = await call('POST', '/v1/jobs', { body: SAMPLE_JOB });
      expect(submitted.status).toBe(202);
      const job = await finished(submitted.body.id);
      expect(job).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });

      const [workerPid = 0] = pids(running);
      expect(isAlive(workerPid)).toBe(true);
      await until(() => running.events().length >= 3);
      expect(running.events().map(({ type }) => type)).toEqual(['job.queued', 'job.running', 'job.succeeded']);
      await until(() => pids(running).length === 0);
      expect(isAlive(workerPid)).toBe(false);
    },
    TIME_LIMIT_MS,
  );

  test(
    'starts a killed worker again, and leaves no process behind when it is stopped',
    async () => {
      const running = await start({ scaleInAfterMs: TIME_LIMIT_MS });
      await finished((await call('POST', '/v1/jobs', { body: SAMPLE_JOB })).body.id);
      const [first = 0] = pids(running);
      process.kill(first, 'SIGKILL');
      await until(() => pids(running).some((pid) => pid !== first));
      const [second = 0] = pids(running);
      await running.stop();
      expect([first, second].map(isAlive)).toEqual([false, false]);
      await expect(fetch(`${running.url}/v1/job-types`)).rejects.toThrow('fetch failed');
    },
    TIME_LIMIT_MS,
  );

  test(
    'starts the functions again with the request that comes after their process was killed',
    async () => {
      const running = await start();
      const killed = running.functionProcess() ?? 0;
      process.kill(killed, 'SIGKILL');
      await until(() => running.functionProcess() === undefined);
      expect((await call('GET', '/v1/job-types')).status).toBe(200);
      expect(running.functionProcess()).not.toBe(killed);
      await running.stop();
      expect(isAlive(killed)).toBe(false);
    },
    TIME_LIMIT_MS,
  );

  test(
    'shows a job that failed for good in its dead-letter queue',
    async () => {
      const running = await start();
      const input = {
        sources: [{ table: 't', format: 'csv', from: { text: 'a\n1\n' } }],
        sql: 'SELECT missing FROM t',
        output: { format: 'csv' },
      };
      const { body } = await call('POST', '/v1/jobs', { body: { type: 'csv-etl', input } });
      expect(await finished(body.id)).toMatchObject({ status: 'FAILED', attempt: 1 });
      await until(async () => (await running.deadLetters('csv-etl')).length > 0);
      expect(await running.deadLetters('csv-etl')).toEqual([{ messageId: expect.any(String), jobId: body.id }]);
    },
    TIME_LIMIT_MS,
  );

  test(
    'keeps owners apart, and jobs from one start to the next',
    async () => {
      const dataDirectory = await mkdtemp(join(tmpdir(), 'local-stack-test-'));
      const apiKeys = [
        { owner: 'acme', key: 'key-of-acme' },
        { owner: 'other', key: 'key-of-other' },
      ];
      try {
        await start({ dataDirectory, apiKeys });
        const { id } = (await call('POST', '/v1/jobs', { key: 'key-of-acme', body: SAMPLE_JOB })).body;
        const job = await finished(id, 'key-of-acme');
        expect((await call('GET', `/v1/jobs/${id}`, { key: 'key-of-other' })).status).toBe(404);
        await stack?.stop();

        await start({ dataDirectory, apiKeys: apiKeys.slice(0, 1) });
        expect((await call('GET', `/v1/jobs/${id}`, { key: 'key-of-acme' })).body).toEqual(job);
        // A key that is given no more is revoked.
        expect((await call('GET', `/v1/jobs/${id}`, { key: 'key-of-other' })).status).toBe(401);
      } finally {
        await stack?.stop();
        await rm(dataDirectory, { recursive: true });
      }
    },
    TIME_LIMIT_MS,
  );
});

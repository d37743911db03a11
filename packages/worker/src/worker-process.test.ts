import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { isTerminal } from '@jobs/shared-contracts';
import { resultOf } from './testing/behaviours.ts';
import { openWorkBench, QUEUE, type WorkBench } from './testing/work-bench.ts';
import { until } from './testing/until.ts';

jest.setTimeout(120_000);

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const TEST_WORKER = fileURLToPath(new URL('./testing/worker-process.ts', import.meta.url));

function run(file: string, environment: Record<string, string>) {
  return spawn(process.execPath, [file], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
}

type Child = ReturnType<typeof run>;

async function endOf(child: Child) {
  const [[code, signal], output, errors] = await Promise.all([
    once(child, 'exit') as Promise<[number | null, string | null]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, signal, output, errors };
}

describe('a worker process', () => {
  let bench: WorkBench;
  let folder: string;
  let children: Child[];

  beforeEach(async () => {
    bench = await openWorkBench();
    folder = await mkdtemp(join(tmpdir(), 'worker-process-test-'));
    children = [];
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await bench[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const startWorker = (more: Record<string, string> = {}) => {
    const child = run(TEST_WORKER, { ...bench.environment, JOB_TYPE: 'text-analyze', ...more });
    children.push(child);
    return child;
  };
  const isRunning = (jobId: string, attempt: number) =>
    bench.jobOnce(jobId, (job) => job.status === 'RUNNING' && job.attempt === attempt && job.progress !== undefined);

  test('SIGTERM lets a job finish that can within the grace', async () => {
    const child = startWorker({ SHUTDOWN_GRACE_SECONDS: '20' });
    const untilFile = join(folder, 'finish');
    const jobId = await bench.submit({ behaviour: 'wait', untilFile });
    await isRunning(jobId, 1);
    const ended = endOf(child);
    child.kill('SIGTERM');
    await writeFile(untilFile, '');
    expect(await ended).toMatchObject({ code: 0 });
    expect(await bench.store.jobs.getJob(jobId)).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
    expect(await bench.store.queues.getDepth(QUEUE)).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  test.each(['wait', 'spin'] as const)(
    'SIGTERM releases a job whose code may "%s" at once to another worker, and burns no attempt',
    async (behaviour) => {
      const child = startWorker({ SHUTDOWN_GRACE_SECONDS: '2' });
      const untilFile = join(folder, 'never');
      const jobId = await bench.submit({ behaviour, untilFile }, { maxAttempts: 1 });
      await isRunning(jobId, 1);
      const ended = endOf(child);
      child.kill('SIGTERM');
      expect(await ended).toMatchObject({ code: 0 });
      expect(await bench.store.jobs.getJob(jobId)).toMatchObject({ status: 'QUEUED', attempt: 1, maxAttempts: 2 });
      const received = await until(async () => {
        const options = { maxMessages: 10, waitSeconds: 1, visibilityTimeoutSeconds: 60 };
        const messages = await bench.store.queues.receiveMessages(QUEUE, options);
        return messages.length > 0 ? messages : undefined;
      }, 'the fresh message');
      expect(received.map(({ content }) => content)).toEqual([{ jobId }]);
    },
  );

  test('a second SIGTERM skips the rest of the grace', async () => {
    const child = startWorker({ SHUTDOWN_GRACE_SECONDS: '120' });
    const jobId = await bench.submit({ behaviour: 'wait', untilFile: join(folder, 'never') });
    await isRunning(jobId, 1);
    const ended = endOf(child);
    child.kill('SIGTERM');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0 });
    expect(await bench.store.jobs.getJob(jobId)).toMatchObject({ status: 'QUEUED', maxAttempts: 4 });
  });

  test('another worker takes the job of a killed one over when its lease is over', async () => {
    const runsFile = join(folder, 'runs');
    const untilFile = join(folder, 'finish');
    const killed = startWorker();
    const jobId = await bench.submit({ behaviour: 'wait', untilFile, runsFile });
    await isRunning(jobId, 1);
    const ended = endOf(killed);
    killed.kill('SIGKILL');
    await ended;
    startWorker();
    await isRunning(jobId, 2);
    await writeFile(untilFile, '');
    const job = await bench.jobOnce(jobId, ({ status }) => isTerminal(status));
    expect(job).toMatchObject({ status: 'SUCCEEDED', attempt: 2, result: { inline: resultOf('done') } });
    expect(await readFile(runsFile, 'utf8')).toBe('1\n2\n');
  });

  test('a job that loses its last worker fails, with both states published', async () => {
    const killed = startWorker();
    const jobId = await bench.submit({ behaviour: 'wait', untilFile: join(folder, 'never') }, { maxAttempts: 1 });
    await isRunning(jobId, 1);
    const ended = endOf(killed);
    killed.kill('SIGKILL');
    await ended;
    bench.startWorker();
    const job = await bench.jobOnce(jobId, ({ status }) => isTerminal(status));
    expect(job).toMatchObject({ status: 'FAILED', error: { code: 'worker-lost', attempt: 1 } });
    expect(await bench.deadLettersOnce(1)).toEqual([jobId]);
    const types = bench.published.map(({ type }) => type);
    expect(types.slice(0, 2).toSorted()).toEqual(['job.failed', 'job.running']);
  });

  test('refuses to start with a configuration that cannot work, in one message that names every problem', async () => {
    const { JOBS_TABLE_NAME: _, ...environment } = bench.environment as Record<string, string>;
    const child = run(MAIN, {
      ...environment,
      JOB_TYPE: 'unheard-of',
      WORKER_CONCURRENCY: '',
      SHUTDOWN_GRACE_SECONDS: 'NaN',
    });
    const { code, errors } = await endOf(child);
    expect(code).toBe(78);
    expect(errors.trim().split('\n')).toHaveLength(1);
    for (const name of ['JOBS_TABLE_NAME', 'JOB_TYPE', 'WORKER_CONCURRENCY', 'SHUTDOWN_GRACE_SECONDS']) {
      expect(errors).toContain(name);
    }
  });

  test('runs as it is deployed, logs JSON, and stops when it is told to', async () => {
    const child = run(MAIN, { ...bench.environment, JOB_TYPE: 'text-analyze' });
    children.push(child);
    const ended = endOf(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    expect(JSON.parse(line.toString())).toMatchObject({ jobType: 'text-analyze', msg: 'Ready for jobs' });
    child.kill('SIGTERM');
    const { code, errors } = await ended;
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
  });
});

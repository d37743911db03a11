import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createJobStore, loadJobStoreConfig, type JobRecord } from '@jobs/job-store';
import { csvEtl, queueName, type JsonValue } from '@jobs/shared-contracts';
import { actAs, startStandIns, type StandIns } from '@jobs/stand-ins';
import type { AttemptRunner } from '../../run-job/attempt-runner.ts';
import { createThreadRunner } from '../../run-job/thread-runner.ts';
import { heapMiBPerThread } from '../../settings.ts';
import { childProcesses, cpuTicks, isAlive } from '../../testing/child-processes.ts';
import { silentLog } from '../../testing/fakes.ts';
import { until } from '../../testing/until.ts';

jest.setTimeout(40_000);

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
const SMALL_JOB = new URL('../../testing/small-csv-etl.ts', import.meta.url).href;

const GREEDY = 'SELECT range(1000000000) AS n';
const ENDLESS = 'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3';
/** More than a process of this kind takes to start. */
const AT_WORK_TICKS = 100;

const openStore = ({ environment }: StandIns) =>
  createJobStore(loadJobStoreConfig(environment, ['jobs', 'queues', 'events', 'payloads']));

const newJob = (sql: string) => ({
  jobId: `job_${randomBytes(16).toString('hex')}`,
  owner: 'ada',
  type: csvEtl.name,
  lane: 'standard' as const,
  maxAttempts: 3,
  tags: {},
  input: {
    inline: {
      sources: [{ table: 'people', format: 'csv', from: { text: 'id,name\n1,Ann\n' } }],
      sql,
      output: { format: 'csv' },
    } satisfies JsonValue,
  },
  requestHash: '',
});

const claimed = (sql: string): JobRecord => ({
  ...newJob(sql),
  status: 'RUNNING',
  version: 2,
  attempt: 1,
  attempts: [],
  createdAt: 0,
  updatedAt: 0,
});

/** The process of a query that has been at work for a while. */
const atWork = (parentPid: number) =>
  until(
    () => childProcesses(parentPid, 'database-process').find((pid) => cpuTicks(pid) > AT_WORK_TICKS),
    'the process of the query',
  );

const whetherEnds = (pid: number) => until(() => (isAlive(pid) ? undefined : true), `the end of process ${pid}`);

// Linux alone tells which processes there are, and how much memory they have.
(process.platform === 'linux' ? describe : describe.skip)('an attempt’s process', () => {
  let standIns: StandIns;
  let runner: AttemptRunner;
  let store: ReturnType<typeof openStore>;

  beforeEach(async () => {
    standIns = await startStandIns();
    store = openStore(standIns);
    const concurrency = 2;
    runner = createThreadRunner({
      jobModule: SMALL_JOB,
      concurrency,
      heapMiBPerThread: heapMiBPerThread(csvEtl.compute.memoryMiB, concurrency),
      environment: { ...standIns.environment, ...actAs.worker(csvEtl.name) },
      log: silentLog,
    });
  });
  afterEach(async () => {
    await runner.close();
    store.close();
    await standIns.stop();
  });

  const start = (sql: string) => runner.start(claimed(sql), () => {});

  test('dies of the memory it takes, and a job beside it in the same worker does not', async () => {
    const [greedy, modest] = [start(GREEDY), start('SELECT name FROM people')];
    expect(await greedy.ended).toMatchObject({
      kind: 'failed',
      failure: { kind: 'permanent', code: 'query-too-large' },
    });
    expect(await modest.ended).toMatchObject({ kind: 'returned', result: { inline: { rowCount: 1 } } });
    expect(childProcesses(process.pid, 'database-process')).toEqual([]);
  });

  test('ends when the attempt is cancelled', async () => {
    const attempt = start(ENDLESS);
    const pid = await atWork(process.pid);
    attempt.abort('cancelled');
    expect(await attempt.ended).toMatchObject({ kind: 'failed' });
    expect(isAlive(pid)).toBe(false);
  });

  test('ends when its thread is ended', async () => {
    const attempt = start(ENDLESS);
    const pid = await atWork(process.pid);
    attempt.terminate();
    expect(await attempt.ended).toMatchObject({ kind: 'failed', failure: { code: 'worker-thread-crashed' } });
    expect(await whetherEnds(pid)).toBe(true);
  });

  test('ends when its worker is killed', async () => {
    const job = newJob(ENDLESS);
    await store.jobs.createJob(job);
    await store.queues.sendMessages(queueName(csvEtl.name, 'standard'), [{ jobId: job.jobId, owner: job.owner }]);
    const env = { ...standIns.environment, ...actAs.worker(csvEtl.name), JOB_TYPE: csvEtl.name };
    const worker = spawn(process.execPath, [MAIN], { env, stdio: 'ignore' });
    try {
      const pid = await atWork(worker.pid ?? 0);
      worker.kill('SIGKILL');
      expect(await whetherEnds(pid)).toBe(true);
    } finally {
      worker.kill('SIGKILL');
      if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');
    }
  });
});

import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createJobStore, loadJobStoreConfig } from '@jobs/job-store';
import { csvEtl, isTerminal, queueName, type JobInput, type JobStatus, type JsonValue } from '@jobs/shared-contracts';
import { actAs, startStandIns, type StandIns } from '@jobs/stand-ins';
import { until } from '../testing/until.ts';

jest.setTimeout(40_000);

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** Begins everything that no log line may hold. */
const MARK = 'swordfish';

const openStore = ({ environment }: StandIns) =>
  createJobStore(loadJobStoreConfig(environment, ['jobs', 'queues', 'events', 'payloads']));

type Input = JobInput<typeof csvEtl>;

const inputOf = (sql: string): Input => ({
  sources: [{ table: 'people', format: 'csv', from: { text: `id,name\n1,${MARK}-name\n` } }],
  sql,
  output: { format: 'csv', fileName: `${MARK}.csv` },
});

describe('nothing of a job but its id, type and end is in the worker’s log, at its most talkative', () => {
  let standIns: StandIns;
  let store: ReturnType<typeof openStore>;
  let child: ChildProcess | undefined;

  beforeEach(async () => {
    standIns = await startStandIns();
    store = openStore(standIns);
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    store.close();
    await standIns.stop();
  });

  /** Everything that a worker writes while it runs one job to its end. */
  async function logOf(input: Input, status: JobStatus): Promise<string> {
    const jobId = `job_${randomBytes(16).toString('hex')}`;
    await store.jobs.createJob({
      jobId,
      owner: 'acme',
      type: csvEtl.name,
      lane: 'standard',
      maxAttempts: 1,
      tags: { team: `${MARK}-team` },
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
      input: { inline: input as unknown as JsonValue },
      requestHash: 'hash',
    });
    await store.queues.sendMessages(queueName(csvEtl.name, 'standard'), [{ jobId, owner: 'acme' }]);
    const env = { ...standIns.environment, ...actAs.worker(csvEtl.name), JOB_TYPE: csvEtl.name, LOG_LEVEL: 'trace' };
    const worker = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    child = worker;
    const written = Promise.all([text(worker.stdout), text(worker.stderr), once(worker, 'exit')]);
    const job = await until(async () => {
      const found = await store.jobs.getJob(jobId);
      return found && isTerminal(found.status) ? found : undefined;
    }, 'the end of the job');
    worker.kill('SIGTERM');
    const [output, errors] = await written;
    expect(job.status).toBe(status);
    expect(output).toContain(jobId);
    return output + errors;
  }

  test('when it succeeds', async () => {
    const log = await logOf(inputOf(`SELECT id AS n, '${MARK}' AS s FROM people`), 'SUCCEEDED');
    expect(log).not.toContain(MARK);
  });

  test('when its SQL would have DuckDB write to the log', async () => {
    const sql = `SELECT '${MARK}' FROM enable_logging(storage = 'stdout'), range(3)`;
    expect(await logOf(inputOf(sql), 'FAILED')).not.toContain(MARK);
  });

  test('when it fails for what is in its input', async () => {
    const log = await logOf(inputOf('SELECT name::INTEGER FROM people'), 'FAILED');
    expect(log).toContain('sql-error');
    expect(log).not.toContain(MARK);
  });
});

import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { AttemptStoppedError } from '../../errors.ts';
import { failureOf } from '../../run-job/failure-of.ts';
import { childProcesses, cpuTicks, isAlive } from '../../testing/child-processes.ts';
import { SMALL_SHARE } from '../../testing/small-csv-etl.ts';
import { until } from '../../testing/until.ts';
import { openDatabase, type Database } from './database.ts';
import { runQuery } from './run-query.ts';

jest.setTimeout(40_000);

const ENDLESS = 'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3';
/** One call of a function that takes minutes, during which DuckDB does not look at interrupts. */
const DEAF = "SELECT levenshtein(repeat('a', 400000), repeat('b', 400000)) AS d";

/** More than it takes to plan a query. */
const WELL_BEGUN_TICKS = 50;

const rejectionOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

// Linux alone tells how much memory a process has, and what its environment is.
(process.platform === 'linux' ? describe : describe.skip)('the process of a database', () => {
  let folder: string;
  let databases: Database[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'database-process-'));
    databases = [];
  });
  afterEach(async () => {
    await Promise.all(databases.map((database) => database.close()));
    await rm(folder, { recursive: true });
  });

  async function open(name: string) {
    const outputPath = join(folder, `${name}.csv`);
    const before = childProcesses(process.pid, 'database-process');
    const database = await openDatabase(folder, SMALL_SHARE);
    databases.push(database);
    await database.lockDown(outputPath);
    const pid = childProcesses(process.pid, 'database-process').find((found) => !before.includes(found)) ?? 0;
    const query = (sql: string, signal = new AbortController().signal) =>
      runQuery(database, sql, { format: 'csv', outputPath, signal, onProgress: () => {} });
    return { database, pid, query };
  }

  test.each([
    ['a list', 'SELECT range(1000000000) AS n'],
    ['a text', "SELECT repeat('x', 4000000000) AS x"],
    ['a list in a function', 'SELECT list_sum(range(1000000000 + i)) AS s FROM range(3) AS r(i)'],
  ])('dies alone, and for good, of %s that DuckDB’s memory limit does not count', async (_, sql) => {
    const [greedy, modest] = [await open('greedy'), await open('modest')];
    const fails = rejectionOf(greedy.query(sql));
    const succeeds = modest.query('SELECT max(md5(range::VARCHAR)) AS h FROM range(300000)');
    expect(await fails).toMatchObject({
      name: 'PermanentJobError',
      code: 'query-too-large',
      message:
        'The query needs more memory or disk than a worker has: work on less data at once, and in smaller values',
    });
    expect(isAlive(greedy.pid)).toBe(false);
    expect(await succeeds).toMatchObject({ rowCount: 1 });
    expect(isAlive(modest.pid)).toBe(true);
  });

  test('is tried again when something else killed it', async () => {
    const { pid, query, database } = await open('killed');
    const failed = rejectionOf(query(ENDLESS));
    process.kill(pid, 'SIGKILL');
    const failure = failureOf(await failed);
    expect(failure).toEqual({
      kind: 'other',
      code: 'handler-failed',
      message: 'The process of the database died: SIGKILL',
    });
    await expect(database.run('SELECT 1', new AbortController().signal)).rejects.toThrow(failure.message);
  });

  test.each([
    ['listens to interrupts', ENDLESS],
    ['does not', DEAF],
  ])('ends its statement on an abort, whether it %s', async (_, sql) => {
    const { query, pid, database } = await open('aborted');
    const controller = new AbortController();
    const reason = new AttemptStoppedError('cancelled');
    const before = cpuTicks(pid);
    const failed = rejectionOf(query(sql, controller.signal));
    await until(() => (cpuTicks(pid) > before + WELL_BEGUN_TICKS ? true : undefined), 'the query to be at work');
    controller.abort(reason);
    expect(await failed).toBe(reason);
    await database.close();
    expect(isAlive(pid)).toBe(false);
  });

  test('has no environment but for the channel to its parent', async () => {
    const { pid } = await open('environment');
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
    const names = environment.split('\0').map((variable) => variable.split('=')[0] ?? '');
    expect(new Set(names)).toEqual(new Set(['NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE', '']));
  });

  test('is the first that the kernel takes when the machine runs out of memory', async () => {
    const { pid } = await open('expendable');
    expect((await readFile(`/proc/${pid}/oom_score_adj`, 'utf8')).trim()).toBe('1000');
  });

  test.each([
    "FROM '$folder/spill/other.csv'",
    "FROM '$folder/spill/*.parquet'",
    "FROM '$folder/spill/*.json'",
    "FROM '$folder/spill/other.duckdb'",
    "FROM '$folder/spill'",
    "FROM '$folder/refused.csv'",
  ])('refuses for good what names a file of its own: %s', async (sql) => {
    const { query } = await open('refused');
    expect(await rejectionOf(query(sql.replace('$folder', folder)))).toMatchObject({
      name: 'PermanentJobError',
      code: 'sql-error',
    });
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AttemptStoppedError } from '../../errors.ts';
import { newUploadId } from '../testing/job-context.ts';
import { openDatabase, type Database } from './database.ts';
import { loadSource } from './load-source.ts';
import { runQuery } from './run-query.ts';

const { signal } = new AbortController();

let folder: string;
let secret: string;
let database: Database;
let server: Server;
let requests = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  secret = join(folder, 'another-attempt.csv');
  await writeFile(secret, 'secret\nkeep-me\n');
  server = createServer((_, response) => {
    requests += 1;
    response.end('a\n1\n');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  database = await openDatabase(folder);
  await database.run('CREATE TABLE t AS SELECT 1 AS a', signal);
  await database.lockDown(join(folder, 'output.csv'));
});

afterAll(async () => {
  await database.close();
  server.close();
  await rm(folder, { recursive: true });
});

const query = (sql: string) =>
  runQuery(database, sql, { format: 'csv', outputPath: join(folder, 'output.csv'), signal, onProgress: () => {} });

/** Runs statements as ever, and calls `abort` once one of them has begun that does the user's work. */
const runThenAbort =
  (abort: () => void): Database['run'] =>
  (sql, stopping) => {
    if (sql.startsWith('COPY')) setImmediate(abort);
    return database.run(sql, stopping);
  };

const writeTo = (into: string, content: Buffer) => async (_: string, name: string) => {
  const path = join(into, name);
  await writeFile(path, content);
  return path;
};

describe('what the SQL of a user can reach', () => {
  test('its own tables', async () => {
    expect(await query('FROM t')).toMatchObject({ rowCount: 1 });
  });

  test.each([
    "SELECT * FROM read_csv('$secret')",
    "SELECT * FROM '$secret'",
    "SELECT * FROM read_text('$secret')",
    "SELECT * FROM read_blob('$secret')",
    "SELECT * FROM read_json('$secret')",
    "SELECT * FROM read_parquet('$secret')",
    "SELECT * FROM sniff_csv('$secret')",
    "SELECT * FROM parquet_metadata('$secret')",
    "SELECT * FROM glob('$folder/*')",
    "SELECT * FROM read_csv('$folder/../../etc/passwd')",
    "SELECT * FROM read_text('/proc/self/environ')",
    "SELECT * FROM query('SELECT * FROM read_text(''$secret'')')",
    "SELECT * FROM query_table('$secret')",
    "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT * FROM read_text(''$secret'')'))",
    "SELECT * FROM (SELECT content FROM read_text('$secret'))",
    "WITH s AS (FROM read_text('$secret')) FROM s",
    "SELECT getenv('PATH')",
    'SELECT * FROM duckdb_extensions()',
    "SELECT * FROM which_secret('s3://bucket/key', 's3')",
    "SELECT * FROM '$url/a.csv'",
    "SELECT * FROM read_csv('$url/a.csv')",
    "SELECT * FROM read_csv('s3://bucket/a.csv')",
    "FROM '/etc/passwd'",
    "FROM '/proc/self/environ'",
    "FROM read_csv('/dev/stdin')",
    "FROM read_blob('$folder/spill/*')",
    "FROM read_duckdb('$folder/other.duckdb', table_name = 't')",
    "FROM parquet_file_metadata('$secret')",
    "SELECT current_setting('temp_directory')",
    'FROM duckdb_settings()',
    'FROM duckdb_secrets()',
    'FROM duckdb_temporary_files()',
    'FROM duckdb_external_file_cache()',
  ])('no file, variable or network: %s', async (sql) => {
    const attempt = sql
      .replaceAll('$secret', secret)
      .replaceAll('$folder', folder)
      .replaceAll('$url', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await expect(query(attempt)).rejects.toMatchObject({ name: 'PermanentJobError', code: 'sql-error' });
    expect(requests).toBe(0);
  });

  test.each([
    "COPY t TO '$folder/stolen.csv'",
    "COPY (FROM t) TO '$folder/output.csv'",
    "EXPORT DATABASE '$folder/export'",
    "ATTACH '$folder/other.duckdb' AS other",
    'INSTALL httpfs',
    'LOAD httpfs',
    "LOAD '$folder/evil.duckdb_extension'",
    'PRAGMA database_list',
    "PRAGMA enable_profiling = 'json'",
    'SET enable_external_access = true',
    'SET lock_configuration = false',
    'SET allowed_paths = []',
    'RESET allowed_paths',
    'SET VARIABLE x = 1',
    'CALL force_checkpoint()',
    "CALL enable_logging(storage = 'file')",
    "FROM enable_logging(storage = 'file', storage_path = '$folder/log')",
    "FROM enable_logging(storage = 'stdout')",
    'FROM system.main."Enable_Logging"(level = \'trace\')',
    'SELECT (FROM /* hidden */ checkpoint())',
    'WITH c AS (FROM checkpoint()) FROM c',
    'SELECT * FROM t, LATERAL (FROM force_checkpoint())',
    'SELECT 1 LIMIT (FROM truncate_duckdb_logs())',
    'FROM (SUMMARIZE (FROM enable_profiling()))',
    "FROM query('FROM checkpoint()')",
    "FROM query_table('t')",
    "SELECT Write_Log('forged')",
    'CALL enable_peg_parser()',
    'EXPLAIN ANALYZE FROM t',
    'PIVOT t ON a',
    "IMPORT DATABASE '$folder'",
    'PREPARE p AS FROM t',
    'CREATE MACRO m() AS 1',
    'USE memory',
    'DETACH memory',
    'VACUUM',
    "SET memory_limit = '100GB'",
    'SET GLOBAL threads = 64',
    "SET temp_directory = '/'",
    "PRAGMA memory_limit = '100GB'",
    "SET extension_directory = '$folder'",
    "INSTALL httpfs FROM 'http://127.0.0.1:9'",
    'CREATE TABLE other AS FROM t',
    'CREATE SECRET (TYPE s3)',
    'INSERT INTO t VALUES (2) RETURNING *',
    'DELETE FROM t',
    'DROP TABLE t',
    'BEGIN',
    'CHECKPOINT',
    'SELECT 1; SELECT 2',
    "SELECT 1; COPY t TO '$folder/stolen.csv'",
    "SELECT 1') TO '$folder/stolen.csv' --",
    "SELECT 1)) TO '$folder/stolen.csv' --",
    "SELECT ''')) TO ''$folder/stolen.csv'' --",
    '',
    '-- nothing',
  ])('nothing but one SELECT: %s', async (sql) => {
    await expect(query(sql.replaceAll('$folder', folder))).rejects.toMatchObject({
      name: 'PermanentJobError',
      code: 'sql-error',
    });
    expect(await query('FROM t')).toMatchObject({ rowCount: 1 });
    expect((await readdir(folder)).toSorted()).toEqual(['another-attempt.csv', 'output.csv']);
  });

  test('nothing of another output, although it is a file of the same attempt', async () => {
    const outputPath = join(folder, 'output.csv');
    await query('FROM t');
    const other = await openDatabase(folder);
    await other.lockDown(join(folder, 'new.csv'));
    const options = { format: 'csv', outputPath: join(folder, 'new.csv'), signal, onProgress: () => {} } as const;
    await expect(runQuery(other, `FROM '${outputPath}'`, options)).rejects.toMatchObject({ code: 'sql-error' });
    await other.close();
  });
});

describe('what SQL can do without any of that', () => {
  test.each([
    'SUMMARIZE t',
    'PIVOT t ON a IN (1)',
    'SELECT count(*) AS n FROM range(5)',
    'SELECT unnest(generate_series(1, 1)) AS n',
    "SELECT value FROM t, json_each('[1]')",
    "SELECT 'enable_logging()' AS text -- checkpoint()",
    'SELECT column_name FROM information_schema.columns',
  ])('is done: %s', async (sql) => {
    expect((await query(sql)).rowCount).toBe(1);
  });
});

describe('what a query may use', () => {
  const small = { memoryMiB: 48, processMiB: 400, threads: 1 };

  test('spills what does not fit into memory to disk, also when locked down', async () => {
    const spillFolder = await mkdtemp(join(folder, 'spill-'));
    const outputPath = join(spillFolder, 'sorted.parquet');
    const limited = await openDatabase(spillFolder, small);
    await limited.lockDown(outputPath);
    const sql = 'SELECT range AS n, md5(range::VARCHAR) AS h FROM range(1000000) ORDER BY h';
    const { rowCount } = await runQuery(limited, sql, { format: 'parquet', outputPath, signal, onProgress: () => {} });
    expect(rowCount).toBe(1_000_000);
    expect(await readdir(spillFolder)).toContain('spill');
    await limited.close();
  });

  test('fails for good when neither memory nor disk is enough', async () => {
    const limited = await openDatabase(folder, small);
    const outputPath = join(folder, 'large.csv');
    await limited.lockDown(outputPath);
    const options = { format: 'csv', outputPath, signal, onProgress: () => {} } as const;
    await expect(runQuery(limited, 'SELECT list(range) FROM range(50000000)', options)).rejects.toMatchObject({
      name: 'PermanentJobError',
      code: 'query-too-large',
      message: expect.stringContaining('work on less data'),
    });
    await limited.close();
  });

  test('a source that needs more than memory and disk can take is refused', async () => {
    const packed = join(folder, 'packed.parquet');
    const writer = await openDatabase(folder);
    const rows = 'SELECT hash(range) AS h FROM range(16_000_000)';
    await writer.run(`COPY (${rows}) TO '${packed}'`, signal);
    await writer.close();
    const content = await readFile(packed);
    await rm(packed);
    const limited = await openDatabase(folder, { ...small, maxSpill: '16MiB' });
    const source = { table: 'unpacked', format: 'parquet', from: { uploadId: newUploadId() } } as const;
    const payloads = { temporaryDirectory: folder, downloadUpload: writeTo(folder, content) };
    await expect(loadSource(limited, source, payloads, signal)).rejects.toMatchObject({ code: 'query-too-large' });
    await limited.close();
  });

  test.each(['csv', 'json'] as const)('a packed %s file is not unpacked', async (format) => {
    const uploadId = newUploadId();
    const payloads = { temporaryDirectory: folder, downloadUpload: writeTo(folder, gzipSync('[{"a":1}]\n')) };
    const source = { table: 'packed', format, from: { uploadId } };
    const opened = await openDatabase(folder);
    await expect(loadSource(opened, source, payloads, signal)).rejects.toMatchObject({ code: `unreadable-${format}` });
    await opened.close();
  });

  test.each([
    ['recurses without end', 'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r'],
    [
      'multiplies without end',
      'SELECT count(*) FROM range(100000000000) a, range(100000000) b WHERE a.range < b.range',
    ],
  ])('is stopped at its time limit when it %s', async (_, sql) => {
    const stop = new AttemptStoppedError('time-limit');
    const controller = new AbortController();
    const outputPath = join(folder, 'output.csv');
    const options = { format: 'csv', outputPath, signal: controller.signal, onProgress: () => {} } as const;
    const aborting = { ...database, run: runThenAbort(() => controller.abort(stop)) };
    await expect(runQuery(aborting, sql, options)).rejects.toBe(stop);
    expect(await query('FROM t')).toMatchObject({ rowCount: 1 });
  });

  test.each([
    ['sums', `SELECT ${'1 + '.repeat(4000)}1`],
    ['subqueries', `${'FROM ('.repeat(2000)}FROM t${')'.repeat(2000)}`],
    ['structures', `SELECT ${"{'a': ".repeat(1500)}1${'}'.repeat(1500)}`],
  ])('is refused when it nests %s too deeply', async (_, sql) => {
    await expect(query(sql)).rejects.toMatchObject({ code: 'sql-error', message: expect.stringMatching(/depth/) });
  });

  test('is stopped when its output grows too large', async () => {
    const outputPath = join(folder, 'output.csv');
    const endless = runQuery(database, 'FROM range(100000000000)', {
      format: 'csv',
      outputPath,
      signal,
      onProgress: () => {},
      maxOutputBytes: 1_000_000,
    });
    await expect(endless).rejects.toMatchObject({ name: 'PermanentJobError', code: 'output-too-large' });
  });
});

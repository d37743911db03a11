import { describe, expect, test } from '@jest/globals';
import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { csvEtl, JobInput } from '@jobs/shared-contracts';
import { AttemptStoppedError } from '../../errors.ts';
import { newUploadId, runJob } from '../testing/job-context.ts';
import job from './index.ts';

type Input = JobInput<typeof csvEtl>;

const PEOPLE = 'id,name,city\n1,Ann,Paris\n2,Ben,Oslo\n3,Cid,Paris\n';
const CAN_BE_ENDLESS = 'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3';

function request(sql: string, overrides: Partial<Input> = {}): Input {
  return {
    sources: [{ table: 'people', format: 'csv', from: { text: PEOPLE } }],
    sql,
    output: { format: 'csv' },
    ...overrides,
  };
}

const csvOf = async (sql: string, overrides: Partial<Input> = {}) => {
  const { files } = await runJob(job, request(sql, overrides));
  return files.get('result.csv')?.toString();
};

/** The rows of a Parquet file, read back by an engine of its own. */
async function parquetRows(content: Buffer | undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'parquet-'));
  const path = join(folder, 'file.parquet');
  await writeFile(path, content ?? '');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const rows = await (await connection.run(`FROM read_parquet('${path}')`)).getRowObjectsJson();
  connection.disconnectSync();
  instance.closeSync();
  await rm(folder, { recursive: true });
  return rows;
}

describe('csv-etl', () => {
  test('selects from inline CSV into CSV, and counts rows and columns', async () => {
    const { result, files } = await runJob(
      job,
      request('SELECT city, count(*) AS people FROM people GROUP BY city ORDER BY city'),
    );
    expect(files.get('result.csv')?.toString()).toBe('city,people\nOslo,1\nParis,2\n');
    expect(result).toMatchObject({
      rowCount: 2,
      columns: [
        { name: 'city', type: 'VARCHAR' },
        { name: 'people', type: 'BIGINT' },
      ],
      sources: [{ table: 'people', rowCount: 3 }],
      file: { name: 'result.csv', contentType: 'text/csv', sizeBytes: 27 },
    });
  });

  test('writes Parquet that reads back as the same rows, under the name asked for', async () => {
    const input = request('FROM people', { output: { format: 'parquet', fileName: 'people.parquet' } });
    const { result, files } = await runJob(job, input);
    expect(await parquetRows(files.get('people.parquet'))).toEqual([
      { id: '1', name: 'Ann', city: 'Paris' },
      { id: '2', name: 'Ben', city: 'Oslo' },
      { id: '3', name: 'Cid', city: 'Paris' },
    ]);
    expect(result.file.name).toBe('people.parquet');
  });

  test('joins an uploaded CSV, inline JSON and an uploaded Parquet file', async () => {
    const made = await runJob(
      job,
      request("SELECT 'Paris' AS city, 'FR' AS country UNION ALL SELECT 'Oslo', 'NO'", {
        output: { format: 'parquet' },
      }),
    );
    const [csv, parquet] = [newUploadId(), newUploadId()];
    const { result, files } = await runJob(
      job,
      request('SELECT name, country, score FROM p JOIN c USING (city) JOIN s USING (id) ORDER BY name', {
        sources: [
          { table: 'p', format: 'csv', from: { uploadId: csv } },
          { table: 'c', format: 'parquet', from: { uploadId: parquet } },
          { table: 's', format: 'json', from: { text: '[{"id":1,"score":1.5},{"id":2,"score":2}]' } },
        ],
      }),
      { uploads: { [csv]: PEOPLE, [parquet]: made.files.get('result.parquet') ?? '' } },
    );
    expect(files.get('result.csv')?.toString()).toBe('name,country,score\nAnn,FR,1.5\nBen,NO,2.0\n');
    expect(result.sources).toEqual([
      { table: 'p', rowCount: 3 },
      { table: 'c', rowCount: 2 },
      { table: 's', rowCount: 2 },
    ]);
  });

  test.each([
    ['a table named like a keyword', 'SELECT sum(id) AS n FROM "order"', 'order', PEOPLE, 'n\n6\n'],
    ['names as data when all columns are text', 'FROM t', 't', 'name,city\nAnn,Paris\n', 'name,city\nAnn,Paris\n'],
    ['umlauts and quoted commas', 'SELECT b FROM t', 't', 'a,b\n1,"Köln, Süd"\n', 'b\n"Köln, Süd"\n'],
  ])('takes %s', async (_, sql, table, text, expected) => {
    expect(await csvOf(sql, { sources: [{ table, format: 'csv', from: { text } }] })).toBe(expected);
  });

  test('takes another delimiter, and a file without names of columns', async () => {
    const sources: Input['sources'] = [
      { table: 't', format: 'csv', delimiter: ';', header: false, from: { text: '1;x\n2;y\n' } },
    ];
    expect(await csvOf('SELECT sum(column0) AS n, max(column1) AS m FROM t', { sources })).toBe('n,m\n3,y\n');
  });

  test('a late value of another type widens the column instead of breaking the load', async () => {
    const text = `n\n${'1\n'.repeat(30_000)}many\n`;
    const sources: Input['sources'] = [{ table: 't', format: 'csv', from: { text } }];
    expect(await csvOf("SELECT count(*) AS n FROM t WHERE n = 'many'", { sources })).toBe('n\n1\n');
  });

  test('a selection without rows is a file with a header', async () => {
    expect(await csvOf('SELECT id, name FROM people WHERE id > 99')).toBe('id,name\n');
  });

  test.each([
    'SELECT id FROM people ORDER BY id -- the last line is a comment',
    'SELECT id FROM people ORDER BY id;',
    "WITH p AS (SELECT id FROM people) SELECT id FROM p WHERE 'it''s' <> '' ORDER BY id",
  ])('takes the SQL as it is: %s', async (sql) => {
    expect(await csvOf(sql)).toBe('id\n1\n2\n3\n');
  });

  test('tells of progress in growing steps', async () => {
    const { progress } = await runJob(job, request('FROM people'));
    const percents = progress.map(({ percent }) => percent);
    expect(percents[0]).toBe(0);
    expect(percents.at(-1)).toBe(90);
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
  });

  test.each([
    ['sql-error', 'a missing column', 'SELECT nope FROM people', /"nope" not found/],
    ['sql-error', 'a missing table', 'FROM nobody', /nobody does not exist/],
    ['sql-error', 'a syntax error', 'SELEC 1', /syntax error/],
    ['sql-error', 'a failed conversion', 'SELECT name::INTEGER FROM people', /Could not convert string 'Ann'/],
  ])('%s for %s', async (code, _, sql, message) => {
    await expect(runJob(job, request(sql))).rejects.toMatchObject({
      name: 'PermanentJobError',
      code,
      message: expect.stringMatching(message),
    });
  });

  test.each<[string, Input['sources'][number], RegExp]>([
    ['unreadable-parquet', { table: 't', format: 'parquet', from: { text: PEOPLE } }, /upload it/],
    ['unreadable-json', { table: 't', format: 'json', from: { text: '{"a": [1,' } }, /"t" cannot be read as json/],
    ['unreadable-csv', { table: 't', format: 'csv', from: { text: 'a,b\n1,"x' } }, /a quote is not closed/],
    ['unreadable-csv', { table: 't', format: 'csv', from: { text: 'a,b\n1,2\n3,4,5\n' } }, /not all have as many/],
    ['unreadable-csv', { table: 't', format: 'csv', from: { text: 'a;b\n1;2,3\n' } }, /is the delimiter right/],
  ])('%s for a source that is not what it says, without naming our files', async (code, source, message) => {
    const failure = runJob(job, request('FROM t', { sources: [source] }));
    await expect(failure).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    await expect(failure).rejects.not.toMatchObject({ message: expect.stringContaining(tmpdir()) });
  });

  test('two sources of one name are refused, whatever their case', async () => {
    const source = { format: 'csv', from: { text: PEOPLE } } as const;
    const sources = [
      { ...source, table: 'people' },
      { ...source, table: 'People' },
    ];
    await expect(runJob(job, request('FROM people', { sources }))).rejects.toMatchObject({ code: 'duplicate-table' });
  });

  test('an abort interrupts a query that would run for hours', async () => {
    const controller = new AbortController();
    const run = runJob(job, request(CAN_BE_ENDLESS), {
      signal: controller.signal,
      onProgress: (percent) => {
        if (percent >= 40) controller.abort(new AttemptStoppedError('cancelled'));
      },
    });
    await expect(run).rejects.toMatchObject({ name: 'AttemptStoppedError', reason: 'cancelled' });
  });
});

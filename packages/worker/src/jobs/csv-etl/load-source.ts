import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMITS, type csvEtl, type JobInput } from '@jobs/shared-contracts';
import type { JobPayloads } from '../../define-job.ts';
import { PermanentJobError } from '../../errors.ts';
import type { Database } from './database.ts';
import { failureOfSource } from './failures.ts';
import { quoteIdentifier, quoteLiteral } from './sql-text.ts';

type Source = JobInput<typeof csvEtl>['sources'][number];
type SourcePayloads = Pick<JobPayloads, 'temporaryDirectory' | 'downloadUpload'>;

/**
 * DuckDB finds out the types, from all rows, so that a late row of another type does not break the load. It must not
 * find out the dialect of a CSV file: when it guesses, it silently drops lines that do not fit. Nor does it unpack: the
 * limit on an upload's size is one on what is read.
 */
function readerOf({ format, delimiter = ',', header = true }: Source, path: string): string {
  switch (format) {
    case 'csv':
      return `read_csv(${quoteLiteral(path)}, sample_size = -1, delim = ${quoteLiteral(delimiter)}, header = ${header},
        quote = '"', escape = '"', comment = '', skip = 0, compression = 'none')`;
    case 'json':
      return `read_json(${quoteLiteral(path)}, sample_size = -1, compression = 'uncompressed')`;
    case 'parquet':
      return `read_parquet(${quoteLiteral(path)})`;
  }
}

/**
 * Copies a source into a table of its name, and leaves no file behind that SQL could reach; answers its rows.
 * @throws {PermanentJobError} `unreadable-csv` and so on
 */
export async function loadSource(
  database: Database,
  source: Source,
  payloads: SourcePayloads,
  signal: AbortSignal,
): Promise<number> {
  const path = await fetchSource(source, payloads);
  try {
    const created = await database.run(
      `CREATE TABLE ${quoteIdentifier(source.table)} AS FROM ${readerOf(source, path)}`,
      signal,
    );
    return Number(created.rows[0]?.['Count']);
  } catch (error) {
    signal.throwIfAborted();
    throw failureOfSource(error, source, path);
  } finally {
    await rm(path);
  }
}

async function fetchSource({ table, format, from }: Source, payloads: SourcePayloads): Promise<string> {
  const fileName = `source.${format}`;
  if (from.uploadId !== undefined) {
    return payloads.downloadUpload(from.uploadId, fileName, { maxBytes: LIMITS.uploadBytes });
  }
  if (format === 'parquet') {
    throw new PermanentJobError(`The source "${table}" is Parquet, which is binary: upload it and give its uploadId`, {
      code: 'unreadable-parquet',
    });
  }
  const path = join(payloads.temporaryDirectory, fileName);
  await writeFile(path, from.text ?? '');
  return path;
}

import { join } from 'node:path';
import { csvEtl, type JobInput } from '@jobs/shared-contracts';
import { defineJob, type JobContext } from '../../define-job.ts';
import { PermanentJobError } from '../../errors.ts';
import { openDatabase, type DatabaseShare } from './database.ts';
import { loadSource } from './load-source.ts';
import { runQuery } from './run-query.ts';

const CONTENT_TYPES = { csv: 'text/csv', parquet: 'application/vnd.apache.parquet' } as const;

/** Of the progress bar, what reading the sources takes, and where the query ends. */
const READ_PERCENT = 40;
const QUERY_PERCENT = 90;

/** The job, with a share of the worker's own choice. */
export const csvEtlWithin = (share?: DatabaseShare) =>
  defineJob(csvEtl, async (context) => {
    const { input, payloads, progress } = context;
    const { format, fileName } = input.output;
    refuseSameTables(input.sources.map(({ table }) => table));
    const outputPath = join(payloads.temporaryDirectory, `output.${format}`);
    // Closed when this is done, so that nobody's memory is held while the output is stored.
    const { rowCount, columns, sources } = await transform(context, outputPath, share);
    progress(QUERY_PERCENT, `Writing ${rowCount} rows`);
    const name = fileName ?? `result.${format}`;
    const file = await payloads.writeFile(name, { path: outputPath }, CONTENT_TYPES[format]);
    return { file, rowCount, columns, sources };
  });

export default csvEtlWithin();

/** Loads the sources into a database of its own, and writes what the SQL selects to `outputPath`. */
async function transform(
  { input, payloads, progress, signal }: JobContext<JobInput<typeof csvEtl>>,
  outputPath: string,
  share: DatabaseShare | undefined,
) {
  const database = await openDatabase(payloads.temporaryDirectory, share);
  try {
    const sources: { table: string; rowCount: number }[] = [];
    for (const source of input.sources) {
      progress((READ_PERCENT * sources.length) / input.sources.length, `Reading ${source.table}`);
      sources.push({ table: source.table, rowCount: await loadSource(database, source, payloads, signal) });
    }
    await database.lockDown(outputPath);
    progress(READ_PERCENT, 'Running the query');
    const onProgress = (percent: number) =>
      progress(READ_PERCENT + ((QUERY_PERCENT - READ_PERCENT) * percent) / 100, 'Running the query');
    const { format } = input.output;
    return { sources, ...(await runQuery(database, input.sql, { format, outputPath, signal, onProgress })) };
  } finally {
    await database.close();
  }
}

/** SQL does not tell names apart by case. */
function refuseSameTables(tables: readonly string[]): void {
  const seen = new Set<string>();
  for (const table of tables) {
    if (seen.has(table.toLowerCase())) {
      throw new PermanentJobError(`Two sources are called "${table}": each needs a name of its own`, {
        code: 'duplicate-table',
      });
    }
    seen.add(table.toLowerCase());
  }
}

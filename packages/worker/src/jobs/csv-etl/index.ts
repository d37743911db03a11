import { join } from 'node:path';
import { csvEtl } from '@jobs/shared-contracts';
import { defineJob } from '../../define-job.ts';
import { PermanentJobError } from '../../errors.ts';
import { openDatabase } from './database.ts';
import { loadSource } from './load-source.ts';
import { runQuery } from './run-query.ts';

const CONTENT_TYPES = { csv: 'text/csv', parquet: 'application/vnd.apache.parquet' } as const;

/** Of the progress bar, what reading the sources takes, and where the query ends. */
const READ_PERCENT = 40;
const QUERY_PERCENT = 90;

export default defineJob(csvEtl, async ({ input, payloads, progress, signal }) => {
  const { sources, sql, output } = input;
  refuseSameTables(sources.map(({ table }) => table));
  const outputPath = join(payloads.temporaryDirectory, `output.${output.format}`);
  const database = await openDatabase(payloads.temporaryDirectory);
  try {
    const loaded: { table: string; rowCount: number }[] = [];
    for (const source of sources) {
      progress((READ_PERCENT * loaded.length) / sources.length, `Reading ${source.table}`);
      loaded.push({ table: source.table, rowCount: await loadSource(database, source, payloads, signal) });
    }
    await database.lockDown(outputPath);
    progress(READ_PERCENT, 'Running the query');
    const { rowCount, columns } = await runQuery(database, sql, {
      format: output.format,
      outputPath,
      signal,
      onProgress: (percent) =>
        progress(READ_PERCENT + ((QUERY_PERCENT - READ_PERCENT) * percent) / 100, 'Running the query'),
    });
    progress(QUERY_PERCENT, `Writing ${rowCount} rows`);
    const name = output.fileName ?? `result.${output.format}`;
    const file = await payloads.writeFile(name, { path: outputPath }, CONTENT_TYPES[output.format]);
    return { file, rowCount, columns, sources: loaded };
  } finally {
    database.close();
  }
});

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

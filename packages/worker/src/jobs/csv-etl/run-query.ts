import { stat } from 'node:fs/promises';
import { PermanentJobError } from '../../errors.ts';
import { checkSql } from './check-sql.ts';
import type { Database } from './database.ts';
import { failureOfQuery } from './failures.ts';
import { quoteLiteral } from './sql-text.ts';

const MAX_OUTPUT_BYTES = 2 * 1024 ** 3;
const WATCH_EVERY_MS = 500;

export interface QueryOutput {
  readonly rowCount: number;
  readonly columns: { name: string; type: string }[];
}

export interface QueryOptions {
  readonly format: 'csv' | 'parquet';
  readonly outputPath: string;
  readonly signal: AbortSignal;
  readonly onProgress: (percent: number) => void;
  readonly maxOutputBytes?: number;
}

/**
 * Runs a user's SQL and writes what it selects to `outputPath`. The database must be locked down.
 *
 * The SQL goes to DuckDB's table function `query` as a string constant: that parses it by itself, takes nothing but one
 * SELECT, and so the text can't end our statement and begin another. What that SELECT calls is checked before.
 * @throws {PermanentJobError} `sql-error`, `query-too-large` or `output-too-large`
 */
export async function runQuery(database: Database, sql: string, options: QueryOptions): Promise<QueryOutput> {
  const { format, outputPath } = options;
  const selection = `FROM query(${quoteLiteral(sql)})`;
  const watch = watchOutput(database, options);
  const signal = AbortSignal.any([options.signal, watch.tooLarge]);
  let step: 'plan' | 'run' = 'plan';
  try {
    await checkSql(database, sql, signal);
    const description = await database.run(`DESCRIBE ${selection}`, signal);
    const columns = description.rows.map((row) => ({
      name: String(row['column_name']),
      type: String(row['column_type']),
    }));
    step = 'run';
    const { rowsChanged } = await database.run(
      `COPY (${selection}) TO ${quoteLiteral(outputPath)} (FORMAT ${format}, USE_TMP_FILE false)`,
      signal,
    );
    return { rowCount: rowsChanged, columns };
  } catch (error) {
    signal.throwIfAborted();
    throw failureOfQuery(error, step);
  } finally {
    watch.end();
  }
}

/** Reports progress, and aborts `tooLarge` before the output fills the disk. */
function watchOutput(
  database: Database,
  { outputPath, onProgress, maxOutputBytes = MAX_OUTPUT_BYTES }: QueryOptions,
): { tooLarge: AbortSignal; end(): void } {
  const controller = new AbortController();
  const look = async () => {
    const percent = database.percentDone();
    if (percent >= 0) onProgress(percent);
    const sizeBytes = await stat(outputPath).then(
      ({ size }) => size,
      () => 0,
    );
    if (sizeBytes > maxOutputBytes) controller.abort(outputTooLarge(maxOutputBytes));
  };
  const timer = setInterval(() => void look(), WATCH_EVERY_MS);
  return { tooLarge: controller.signal, end: () => clearInterval(timer) };
}

const outputTooLarge = (maxOutputBytes: number) =>
  new PermanentJobError(`The query's output is larger than the ${maxOutputBytes} bytes that a job may write`, {
    code: 'output-too-large',
  });

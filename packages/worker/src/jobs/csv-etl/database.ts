import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection, type DuckDBMaterializedResult } from '@duckdb/node-api';
import { csvEtl } from '@jobs/shared-contracts';
import { quoteLiteral } from './sql-text.ts';

/** What one of a worker's jobs may use. DuckDB gets 60 % of the memory: Node and DuckDB itself need the rest. */
const SHARE = {
  memoryMiB: Math.floor((csvEtl.compute.memoryMiB * 0.6) / csvEtl.concurrencyPerWorker),
  threads: Math.max(1, Math.round(csvEtl.compute.cpuUnits / 1024)),
};

/**
 * What queries may spill to disk. With a source of at most 1 GiB and an output of at most 2 GiB, two such jobs fit into
 * the 20 GiB that a Fargate task has.
 */
const MAX_SPILL = '4GiB';

/** DuckDB forgets an interrupt that comes between two of its own steps, so it is repeated. */
const INTERRUPT_EVERY_MS = 100;

/** A database in memory for one attempt. */
export interface Database {
  /** Runs a statement of our own making; an abort interrupts it and is thrown. */
  run(sql: string, signal: AbortSignal): Promise<DuckDBMaterializedResult>;
  /** How far the running statement is, from 0 to 100; negative when DuckDB cannot tell. */
  percentDone(): number;
  /**
   * From now on, for good: no files, no network, no extensions and no settings, but for writing `outputPath`. Call it
   * before any SQL of a user runs.
   */
  lockDown(outputPath: string): Promise<void>;
  close(): void;
}

export interface DatabaseShare {
  readonly memoryMiB: number;
  readonly threads: number;
  /** With its unit, as DuckDB has it. */
  readonly maxSpill?: string;
}

export async function openDatabase(
  temporaryDirectory: string,
  { memoryMiB, threads, maxSpill = MAX_SPILL }: DatabaseShare = SHARE,
): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${memoryMiB}MiB`,
    threads: String(threads),
    temp_directory: join(temporaryDirectory, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  const connection = await instance.connect();
  // Among the settings that it starts with, DuckDB takes this one, shows it and does not keep to it.
  await connection.run(`SET max_temp_directory_size = ${quoteLiteral(maxSpill)}`);
  await connection.run('SET enable_progress_bar = true; SET enable_progress_bar_print = false');
  return {
    run: (sql, signal) => runInterruptibly(connection, sql, signal),
    percentDone: () => connection.progress.percentage,
    lockDown: async (outputPath) => {
      await connection.run(`SET allowed_paths = [${quoteLiteral(outputPath)}]`);
      await connection.run('SET enable_external_access = false');
      await connection.run('SET lock_configuration = true');
    },
    close: () => {
      connection.disconnectSync();
      instance.closeSync();
    },
  };
}

async function runInterruptibly(connection: DuckDBConnection, sql: string, signal: AbortSignal) {
  signal.throwIfAborted();
  let interrupting: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    interrupting = setInterval(() => connection.interrupt(), INTERRUPT_EVERY_MS);
  };
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    return await connection.run(sql);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', interrupt);
    clearInterval(interrupting);
  }
}

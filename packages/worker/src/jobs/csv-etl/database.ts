import { join } from 'node:path';
import { csvEtl, virtualCpus } from '@jobs/shared-contracts';
import type { StatementResult } from './database-protocol.ts';
import { quoteLiteral } from './sql-text.ts';
import { startStatements, type Statements } from './statements.ts';

export interface DatabaseShare {
  /** What DuckDB counts and keeps to, spilling the rest to disk. */
  readonly memoryMiB: number;
  /** Of its whole process. Some of what DuckDB allocates it does not count, such as the values of a long list. */
  readonly processMiB: number;
  readonly threads: number;
  /** With its unit, as DuckDB has it. */
  readonly maxSpill?: string;
}

const ofMemory = (share: number) => Math.floor((csvEtl.compute.memoryMiB * share) / csvEtl.concurrencyPerWorker);

/**
 * What one of a worker's jobs may use. DuckDB gets 60 % of the memory, and with Node and with what it does not count,
 * its process may have 80 %: the worker itself needs the rest.
 */
const SHARE: DatabaseShare = {
  memoryMiB: ofMemory(0.6),
  processMiB: ofMemory(0.8),
  threads: Math.max(1, Math.round(virtualCpus(csvEtl.compute))),
};

/**
 * What queries may spill to disk. With a source of at most 1 GiB and an output of at most 2 GiB, two such jobs fit into
 * the 20 GiB that a Fargate task has.
 */
const MAX_SPILL = '4GiB';

/** A database in memory for one attempt, in a process of its own. */
export interface Database {
  /** Runs a statement of our own making; an abort ends it and is thrown. */
  run(sql: string, signal: AbortSignal): Promise<StatementResult>;
  /** How far the running statement is, from 0 to 100; negative when DuckDB cannot tell. */
  percentDone(): number;
  /**
   * From now on, for good: no files, no network, no extensions and no settings, but for writing `outputPath`. Call it
   * before any SQL of a user runs.
   */
  lockDown(outputPath: string): Promise<void>;
  /** Ends the process, and resolves when it is gone. May be called again. */
  close(): Promise<void>;
}

export async function openDatabase(temporaryDirectory: string, share: DatabaseShare = SHARE): Promise<Database> {
  const statements = startStatements(share.processMiB);
  const run = (sql: string) => statements.run(sql, new AbortController().signal);
  try {
    await open(statements, temporaryDirectory, share);
    // Among the settings that it starts with, DuckDB takes this one, shows it and does not keep to it.
    await run(`SET max_temp_directory_size = ${quoteLiteral(share.maxSpill ?? MAX_SPILL)}`);
    await run('SET enable_progress_bar = true; SET enable_progress_bar_print = false');
  } catch (error) {
    await statements.close();
    throw error;
  }
  return {
    run: statements.run,
    percentDone: statements.percentDone,
    lockDown: async (outputPath) => {
      await run(`SET allowed_paths = [${quoteLiteral(outputPath)}]`);
      await run('SET enable_external_access = false');
      await run('SET lock_configuration = true');
    },
    close: statements.close,
  };
}

const open = (statements: Statements, temporaryDirectory: string, { memoryMiB, threads }: DatabaseShare) =>
  statements.open({
    memory_limit: `${memoryMiB}MiB`,
    threads: String(threads),
    temp_directory: join(temporaryDirectory, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });

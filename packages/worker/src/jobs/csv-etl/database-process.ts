import type { DuckDBConnection } from '@duckdb/node-api';
import { liveWithParent } from '../../own-process/live-with-parent.ts';
import type { DatabaseReply, DatabaseRequest, StatementResult } from './database-protocol.ts';

// The entry of the process in which DuckDB runs for one attempt. It is killed when it is not needed any more.

/** DuckDB forgets an interrupt that comes between two of its own steps, so it is repeated. */
const INTERRUPT_EVERY_MS = 100;
const TELL_EVERY_MS = 250;

liveWithParent();

let connection: DuckDBConnection | undefined;
let isRunning = false;
let interrupting: NodeJS.Timeout | undefined;

process.on('message', (request: DatabaseRequest) => {
  if ('interrupt' in request) interrupt();
  else void answer(request);
});

const reply = (message: DatabaseReply) => process.send?.(message);

async function answer(request: Exclude<DatabaseRequest, { readonly interrupt: true }>): Promise<void> {
  try {
    reply({ done: 'open' in request ? await open(request.open) : await run(request.run) });
  } catch (error) {
    reply({ failed: error instanceof Error ? error.message : String(error) });
  }
}

async function open(settings: Readonly<Record<string, string>>): Promise<StatementResult> {
  // Loaded only now, since it takes a while: the parent's end is noticed before.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', settings);
  connection = await instance.connect();
  return { rows: [], rowsChanged: 0 };
}

async function run(sql: string): Promise<StatementResult> {
  const opened = connection;
  if (!opened) throw new Error('The database is not open');
  const telling = setInterval(() => reply({ percentDone: opened.progress.percentage }), TELL_EVERY_MS);
  isRunning = true;
  try {
    const result = await opened.run(sql);
    return { rows: await result.getRowObjectsJson(), rowsChanged: result.rowsChanged };
  } finally {
    isRunning = false;
    clearInterval(telling);
    clearInterval(interrupting);
  }
}

function interrupt(): void {
  if (!isRunning) return;
  connection?.interrupt();
  clearInterval(interrupting);
  interrupting = setInterval(() => connection?.interrupt(), INTERRUPT_EVERY_MS);
}

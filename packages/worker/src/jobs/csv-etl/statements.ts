import { csvEtl } from '@jobs/shared-contracts';
import { processEntryUrl } from '../../job-registry.ts';
import { startOwnProcess, type OwnProcess, type ProcessEnd } from '../../own-process/start-own-process.ts';
import type { DatabaseReply, DatabaseRequest, StatementResult } from './database-protocol.ts';

/** How long a statement may take to end once it is interrupted; then its process is killed. Not all of DuckDB looks up. */
const INTERRUPT_GRACE_MS = 2000;

/** The line to a database's process: one statement at a time. */
export interface Statements {
  readonly open: (settings: Readonly<Record<string, string>>) => Promise<void>;
  /** Throws what DuckDB says, or of what the process died; an abort ends the statement and is thrown. */
  readonly run: (sql: string, signal: AbortSignal) => Promise<StatementResult>;
  /** Of the running statement; negative when DuckDB cannot tell. */
  readonly percentDone: () => number;
  /** Kills the process. */
  readonly close: () => Promise<void>;
}

export function startStatements(maxMemoryMiB: number): Statements {
  let percent = -1;
  let gone: Error | undefined;
  let asked: PromiseWithResolvers<StatementResult> | undefined;
  const onMessage = (reply: DatabaseReply) => {
    if ('percentDone' in reply) percent = reply.percentDone;
    else if ('done' in reply) asked?.resolve(reply.done);
    else asked?.reject(new Error(reply.failed));
  };
  const ownProcess = startOwnProcess(processEntryUrl(csvEtl, 'database-process'), { maxMemoryMiB, onMessage });
  const onEnd = (end: ProcessEnd) => {
    gone = errorOf(end);
    asked?.reject(gone);
  };
  void ownProcess.ended.then(onEnd);
  const ask = (request: DatabaseRequest) => {
    if (gone) return Promise.reject(gone);
    percent = -1;
    asked = Promise.withResolvers();
    ownProcess.send(request);
    return asked.promise;
  };
  return {
    open: async (settings) => {
      await ask({ open: settings });
    },
    run: (sql, signal) => endedByAbort(ownProcess, () => ask({ run: sql }), signal),
    percentDone: () => percent,
    close: ownProcess.kill,
  };
}

/** Interrupts what runs when the signal is aborted, and kills the process if that does not help. */
async function endedByAbort<T>(ownProcess: OwnProcess, run: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let killing: NodeJS.Timeout | undefined;
  const interrupt = () => {
    ownProcess.send({ interrupt: true } satisfies DatabaseRequest);
    killing = setTimeout(() => void ownProcess.kill(), INTERRUPT_GRACE_MS);
  };
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    return await run();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', interrupt);
    clearTimeout(killing);
  }
}

/** Of memory, in the words of DuckDB when it counts it itself: it means the same. A death of another kind is no fault of the SQL. */
function errorOf(end: ProcessEnd): Error {
  return new Error(
    end.reason === 'memory'
      ? `Out of Memory Error: the database's process had more than ${end.maxMemoryMiB} MiB`
      : `The process of the database died: ${end.of}`,
  );
}

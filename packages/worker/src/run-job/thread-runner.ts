import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import type { JobRecord } from '@jobs/job-store';
import type { Logger } from 'pino';
import { Piscina } from 'piscina';
import { threadEntryUrl } from '../job-registry.ts';
import type { HandlerEnd } from './attempt-end.ts';
import type { AttemptRunner } from './attempt-runner.ts';
import { crash, failureOf } from './failure-of.ts';
import type { AbortMessage, AttemptTask, ProgressMessage } from './thread-protocol.ts';

const THREAD_ENTRY = fileURLToPath(threadEntryUrl());
/** A thread keeps its handler's modules loaded for so long after a job. */
const IDLE_THREAD_MS = 60_000;

export interface ThreadRunnerSettings {
  readonly jobModule: string;
  readonly concurrency: number;
  /** V8's heap of each thread; above it the thread dies, not the process. */
  readonly heapMiBPerThread: number;
  /** The threads' environment: they open the payload store by it. */
  readonly environment: Record<string, string | undefined>;
  readonly log: Logger;
}

/** Runs each attempt in a thread of its own. A thread serves one attempt at a time, and is kept for the next. */
export function createThreadRunner(settings: ThreadRunnerSettings): AttemptRunner {
  const { concurrency, heapMiBPerThread, environment, log } = settings;
  const pool = new Piscina<AttemptTask, HandlerEnd>({
    minThreads: 0,
    maxThreads: concurrency,
    idleTimeout: IDLE_THREAD_MS,
    resourceLimits: { maxOldGenerationSizeMb: heapMiBPerThread },
    // A thread that waits for its next task by Atomics.wait could not finish what a handler left pending.
    atomics: 'disabled',
    env: environment as NodeJS.ProcessEnv,
  });
  pool.on('error', (error: unknown) => log.warn({ err: error }, 'An idle thread died'));

  return {
    start(job, onProgress) {
      const { port1, port2 } = new MessageChannel();
      const termination = new AbortController();
      port1.on('message', ({ progress }: ProgressMessage) => onProgress(progress));
      port1.unref();
      const run = (temporaryDirectory: string) =>
        pool.run(
          {
            job: job satisfies JobRecord,
            jobModule: settings.jobModule,
            temporaryDirectory,
            logLevel: log.level,
            port: port2,
          },
          // Named here and not for the whole pool: if it cannot be loaded, the attempt fails instead of waiting for ever.
          { filename: THREAD_ENTRY, transferList: [port2], signal: termination.signal },
        );
      return {
        ended: inTemporaryDirectory(run, log).finally(() => port1.close()),
        abort: (reason) => port1.postMessage({ abort: reason } satisfies AbortMessage),
        terminate: () => termination.abort(),
      };
    },
    close: () => pool.destroy(),
  };
}

/** The folder is made and removed out here, since a thread that is ended removes nothing. */
async function inTemporaryDirectory(
  run: (temporaryDirectory: string) => Promise<HandlerEnd>,
  log: Logger,
): Promise<HandlerEnd> {
  let directory: string;
  try {
    directory = await mkdtemp(join(tmpdir(), 'job-'));
  } catch (error) {
    log.error({ err: error }, 'No temporary folder could be made');
    return { kind: 'failed', failure: failureOf(new Error('No temporary folder could be made')) };
  }
  try {
    return await run(directory);
  } catch (error) {
    // The thread's entry catches whatever a handler throws: a rejection means that the thread is gone.
    return { kind: 'failed', failure: crash(error) };
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 3 }).catch((error: unknown) =>
      log.warn({ err: error, directory }, 'A temporary folder could not be removed'),
    );
  }
}

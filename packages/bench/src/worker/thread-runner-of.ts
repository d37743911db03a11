import { textAnalyze } from '@jobs/shared-contracts';
import { createThreadRunner, type AttemptRunner } from '@jobs/worker/run-job';
import { silentLog } from './start-worker.ts';

const HEAP_MIB_PER_THREAD = 64;

/** Runs jobs as a deployed worker does: each attempt in a thread, with a folder of its own. */
export function threadRunnerOf(jobModule: string, slots: number): AttemptRunner {
  const runner = createThreadRunner({
    jobModule,
    concurrency: slots,
    heapMiBPerThread: HEAP_MIB_PER_THREAD,
    environment: {},
    log: silentLog,
  });
  return {
    // What a handler returns is checked by its type's schema, and nobody has declared that of the benchmark's queue.
    start: (job, onProgress) => runner.start({ ...job, type: textAnalyze.name }, onProgress),
    close: () => runner.close(),
  };
}

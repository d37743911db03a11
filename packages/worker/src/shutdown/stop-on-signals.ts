import type { Logger } from 'pino';
import type { Worker } from '../create-worker.ts';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Stops the worker on SIGTERM (deploy, scale-in, Spot reclaim) or Ctrl-C; a second signal skips the rest of the grace. */
export function stopOnSignals(worker: Worker, log: Logger, exit: (code: number) => void): void {
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      log.info({ signal, busy: worker.busy }, 'Shutting down');
      void stop(worker, log).then(exit);
    });
  }
}

async function stop(worker: Worker, log: Logger): Promise<number> {
  try {
    await worker.stop();
    log.info({ busy: worker.busy }, 'Stopped');
    return 0;
  } catch (error) {
    log.error({ err: error }, 'The shutdown failed');
    return 1;
  }
}

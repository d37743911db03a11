import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger } from 'pino';

interface Origin {
  readonly log: Logger;
}

const origins = new AsyncLocalStorage<Origin>();
let current: Origin | undefined;

/**
 * Runs an attempt so that what it throws outside of its own promise (a rejection that nobody awaits, a timer that
 * throws) is put down to it: while it runs, the thread dies with it; when it is over, the next attempt is not blamed.
 */
export async function runContained<T>(log: Logger, run: () => Promise<T>): Promise<T> {
  const origin = { log };
  current = origin;
  try {
    return await origins.run(origin, run);
  } finally {
    current = undefined;
  }
}

function onStrayError(error: unknown): void {
  const origin = origins.getStore();
  if (origin && origin !== current) {
    origin.log.warn({ err: error }, 'A finished attempt has left something behind that failed');
    return;
  }
  process.off('uncaughtException', onStrayError);
  process.off('unhandledRejection', onStrayError);
  setImmediate(() => {
    throw error;
  });
}

process.on('uncaughtException', onStrayError);
process.on('unhandledRejection', onStrayError);

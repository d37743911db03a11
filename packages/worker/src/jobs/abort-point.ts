import { setImmediate } from 'node:timers/promises';

/**
 * Between two steps of a job: lets the abort of its signal arrive, which a thread that never pauses would not see.
 * @throws the signal's reason once it is aborted
 */
export async function abortPoint(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}

import { statSync, utimesSync, writeFileSync } from 'node:fs';

const EVERY_MS = 5000;
/** Long enough for a garbage collection or a throttled CPU, and shorter than any lease. */
const STALE_AFTER_MS = 30_000;

/**
 * Renews a file's time for as long as this process's event loop turns: receiving, heartbeats and shutdown all need it,
 * and none of them is helped by AWS being in trouble, which this does not look at: replacing every worker then would
 * only add to it.
 * @throws when the file cannot be written
 */
export function keepLivenessFile(path: string, now: () => number = Date.now): () => void {
  writeFileSync(path, '');
  const timer = setInterval(() => {
    const seconds = now() / 1000;
    utimesSync(path, seconds, seconds);
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** @returns what is wrong; undefined when the file is fresh */
export function livenessProblem(path: string, now: () => number = Date.now): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return `${path} is not there: the worker has not started`;
  const ageMs = now() - stats.mtimeMs;
  if (ageMs <= STALE_AFTER_MS) return undefined;
  return `The worker's event loop has not turned for ${Math.round(ageMs / 1000)} s`;
}

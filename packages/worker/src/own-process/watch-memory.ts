import { readFileSync } from 'node:fs';

/** What allocates as fast as it can takes some 50 MiB in that time. */
const LOOK_EVERY_MS = 20;

/**
 * Calls back once when the process has more than `maxMiB` in memory. The answer ends the watch. Only Linux tells:
 * elsewhere it never calls.
 */
export function watchMemory(pid: number, maxMiB: number, onMore: () => void): () => void {
  if (process.platform !== 'linux') return () => {};
  const timer = setInterval(() => {
    if (residentMiB(pid) <= maxMiB) return;
    clearInterval(timer);
    onMore();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** In KiB, whatever the size of a page. */
const RESIDENT = /^VmRSS:\s+(\d+) kB$/m;

/** Nothing of a process that is gone. */
function residentMiB(pid: number): number {
  try {
    return Number(RESIDENT.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

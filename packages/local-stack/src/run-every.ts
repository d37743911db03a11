import { setTimeout as wait } from 'node:timers/promises';

/** Runs `task` again and again, each time so long after the last run ended. `stop` waits for the run under way. */
export function runEvery(intervalMs: number, task: () => Promise<void>) {
  const stopped = new AbortController();
  async function loop() {
    while (!stopped.signal.aborted) {
      await task();
      await wait(intervalMs, undefined, { signal: stopped.signal }).catch(() => {});
    }
  }
  const running = loop();
  return {
    async stop() {
      stopped.abort();
      await running;
    },
  };
}

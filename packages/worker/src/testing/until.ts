import { setTimeout as delay } from 'node:timers/promises';

/** A busy machine may take so long to start a process. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 20;

/** What `look` finds, as soon as it finds something. */
export async function until<T>(look: () => Promise<T | undefined> | T | undefined, what: string): Promise<T> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (Date.now() < giveUpAt) {
    const found = await look();
    if (found !== undefined) return found;
    await delay(LOOK_EVERY_MS);
  }
  throw new Error(`Waited in vain for ${what}`);
}

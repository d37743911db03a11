import type { Clock } from '../clock.ts';
import { Pace } from './pace.ts';

interface Entry<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

export interface BatcherSettings<Item> {
  readonly clock: Clock;
  readonly maxItems: number;
  /** How long the first item of a batch waits for others at most. */
  readonly maxWaitMs: number;
  /** Deals with a batch. Answers which items failed and why; rejecting fails them all. */
  readonly flush: (items: readonly Item[]) => Promise<ReadonlyMap<Item, unknown>>;
}

/**
 * Collects items of several callers into one call. Each caller learns what became of its own item. An item waits only
 * while others come so fast that waiting saves calls, and then for as long as a batch takes to fill.
 */
export function createBatcher<Item>({ clock, maxItems, maxWaitMs, flush }: BatcherSettings<Item>) {
  let waiting: Entry<Item>[] = [];
  let cancelTimer: (() => void) | undefined;
  const pace = new Pace(() => clock.now(), maxWaitMs);

  const send = async () => {
    cancelTimer?.();
    cancelTimer = undefined;
    const batch = waiting;
    waiting = [];
    try {
      const failed = await flush(batch.map(({ item }) => item));
      for (const { item, resolve, reject } of batch) {
        if (failed.has(item)) reject(failed.get(item));
        else resolve();
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  return (item: Item): Promise<void> =>
    new Promise((resolve, reject) => {
      pace.note();
      waiting.push({ item, resolve, reject });
      if (waiting.length >= maxItems) void send();
      else cancelTimer ??= clock.after(pace.waitMsFor(maxItems), () => void send());
    });
}

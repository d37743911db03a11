import { setTimeout as pause } from 'node:timers/promises';
import type { Tour } from './tour.ts';

const PAUSE_MS = 150;

/** Reads again and again until it holds; answers what was read last. */
export async function until<Value>(
  { signal }: Pick<Tour, 'signal'>,
  read: () => Promise<Value>,
  holds: (value: Value) => boolean,
): Promise<Value> {
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    await pause(PAUSE_MS, undefined, { signal });
  }
}

import type { Clock } from '../clock.ts';

export interface KeptConnection {
  ping(): void;
  subscribe(): void;
  /** When the last frame came, in milliseconds since the epoch. */
  heardAt(): number;
}

/** The server ends a connection on which nothing is said for ten minutes. */
const PING_INTERVAL_MS = 60_000;
const PONG_LIMIT_MS = 10_000;
const PINGS_PER_SUBSCRIPTION = 5;

/**
 * Resolves once the connection is dead, though nobody has closed it: a laptop that slept, a network that changed. Now
 * and then it subscribes anew, which is answered by the present state: what was lost on the way is made up for.
 */
export async function untilDead(clock: Clock, connection: KeptConnection, signal: AbortSignal): Promise<void> {
  for (let pings = 1; ; pings += 1) {
    await clock.sleep(PING_INTERVAL_MS, signal);
    const pingedAt = clock.now();
    connection.ping();
    if (pings % PINGS_PER_SUBSCRIPTION === 0) connection.subscribe();
    await clock.sleep(PONG_LIMIT_MS, signal);
    if (connection.heardAt() < pingedAt) return;
  }
}

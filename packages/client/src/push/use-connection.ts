import type { PushRequest } from '@jobs/shared-contracts';
import { withinTime, type Clock } from '../clock.ts';
import { untilDead } from './keep-alive.ts';
import { openSocket, type WebSocketConstructor } from './open-socket.ts';

export interface ConnectionDependencies {
  /** Asks the API for a URL that opens one connection. */
  readonly requestUrl: (signal: AbortSignal) => Promise<string>;
  readonly WebSocket: WebSocketConstructor;
  readonly clock: Clock;
}

export interface ConnectionUse {
  onOpen(send: (request: PushRequest) => void): void;
  onFrame(frame: unknown): void;
  subscribe(): void;
}

const OPENING_LIMIT_MS = 10_000;

/**
 * Opens a connection and uses it until it ends, is found dead, or the signal is aborted.
 * @throws when it can't be opened, or the signal's reason
 */
export async function useConnection(
  { requestUrl, WebSocket, clock }: ConnectionDependencies,
  use: ConnectionUse,
  signal: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  let heardAt = clock.now();
  const onFrame = (frame: unknown) => {
    heardAt = clock.now();
    // A dead connection may come back to life while it is being closed, and then knows only what was.
    if (!over.signal.aborted) use.onFrame(frame);
  };
  const timedOut = new Error(`The connection was not open after ${OPENING_LIMIT_MS} ms`);
  const socket = await withinTime({ clock, ms: OPENING_LIMIT_MS, signal, timedOut }, async (opening) =>
    openSocket(WebSocket, await requestUrl(opening), onFrame, opening),
  );
  try {
    signal.throwIfAborted();
    use.onOpen((request) => socket.send(request));
    const ping = () => socket.send({ action: 'ping' });
    const kept = { ping, subscribe: () => use.subscribe(), heardAt: () => heardAt };
    await Promise.race([socket.closed, untilDead(clock, kept, AbortSignal.any([signal, over.signal]))]);
  } finally {
    over.abort();
    socket.close();
  }
}

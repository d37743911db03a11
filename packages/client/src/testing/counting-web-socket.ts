import { setImmediate as turn } from 'node:timers/promises';
import type { WebSocketConstructor } from '../push/open-socket.ts';

export interface CountedSockets {
  readonly WebSocket: WebSocketConstructor;
  /** Resolves once it holds of all frames so far, and whoever uses the socket has seen them too. */
  until(holds: (frames: readonly unknown[]) => boolean): Promise<void>;
}

/** The runtime's WebSocket, which tells what it has handed over. */
export function countingWebSocket(): CountedSockets {
  const frames: unknown[] = [];
  let received = Promise.withResolvers<void>();
  class CountingWebSocket extends WebSocket {
    constructor(url: string) {
      super(url);
      this.addEventListener('message', ({ data }: { readonly data: unknown }) => {
        frames.push(data);
        received.resolve();
        received = Promise.withResolvers();
      });
    }
  }
  return {
    WebSocket: CountingWebSocket,
    async until(holds) {
      while (!holds(frames)) await received.promise;
      await turn();
    },
  };
}

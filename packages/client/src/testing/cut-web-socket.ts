import { WebSocket } from 'ws';
import type { WebSocketConstructor } from '../push/open-socket.ts';

export interface CutSockets {
  readonly WebSocket: WebSocketConstructor;
  /** How many were opened so far. */
  opened(): number;
  /** Breaks off all that are open, without a farewell. */
  cut(): void;
}

/** A WebSocket whose connection can be broken off, as by a cable that is pulled. */
export function cutWebSocket(): CutSockets {
  const open = new Set<WebSocket>();
  let opened = 0;
  class CutWebSocket extends WebSocket {
    constructor(url: string) {
      super(url);
      this.on('open', () => {
        opened += 1;
        open.add(this);
      });
      this.on('close', () => open.delete(this));
    }
  }
  return {
    WebSocket: CutWebSocket,
    opened: () => opened,
    cut() {
      for (const socket of open) socket.terminate();
    },
  };
}

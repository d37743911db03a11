import type { WebSocket } from 'ws';
import type { Timers } from './timers.ts';
import type { ConnectionFacts } from './web-socket-event.ts';
import { WEB_SOCKET_LIMITS } from './web-socket-limits.ts';

/** A connection that is open, with the ends that API Gateway sets it. */
export interface OpenConnection {
  readonly facts: ConnectionFacts;
  /** When a message last went either way, in milliseconds since the epoch. */
  readonly lastActiveAt: number;
  /** Sends a text. @returns whether the connection was still there to take it */
  send(text: string): Promise<boolean>;
  close(code: number, reason?: string): void;
  /** Breaks it off without a farewell. */
  terminate(): void;
  noteActivity(): void;
}

const GOING_AWAY = 1001;

export function openConnection(socket: WebSocket, facts: ConnectionFacts, timers: Timers): OpenConnection {
  const goAway = () => socket.close(GOING_AWAY, 'Going away');
  let lastActiveAt = timers.now();
  const callOffEnd = timers.after(WEB_SOCKET_LIMITS.connectionMs, goAway);
  let callOffIdle = timers.after(WEB_SOCKET_LIMITS.idleMs, goAway);
  const noteActivity = () => {
    lastActiveAt = timers.now();
    callOffIdle();
    callOffIdle = timers.after(WEB_SOCKET_LIMITS.idleMs, goAway);
  };
  socket.once('close', () => {
    callOffEnd();
    callOffIdle();
  });
  return {
    facts,
    get lastActiveAt() {
      return lastActiveAt;
    },
    send(text) {
      if (socket.readyState !== socket.OPEN) return Promise.resolve(false);
      noteActivity();
      return new Promise((resolve) => {
        socket.send(text, (error) => resolve(!error));
      });
    },
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
    noteActivity,
  };
}

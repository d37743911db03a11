import type { PushRequest } from '@jobs/shared-contracts';

/** What is used of a WebSocket, as browsers and Node have it. */
export interface WebSocketLike {
  send(data: string): void;
  close(): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

export type WebSocketConstructor = new (url: string) => WebSocketLike;

export interface OpenSocket {
  send(request: PushRequest): void;
  close(): void;
  /** Resolves once the connection is gone, whoever ended it. */
  readonly closed: Promise<void>;
}

/** Opens a connection; closes it when the signal is aborted. @throws {Error} when it can't be opened */
export function openSocket(
  WebSocket: WebSocketConstructor,
  url: string,
  onFrame: (frame: unknown) => void,
  signal: AbortSignal,
): Promise<OpenSocket> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const socket = new WebSocket(url);
    const close = () => socket.close();
    const closed = new Promise<void>((gone) => {
      socket.addEventListener('close', () => gone());
    });
    // Of why, nothing could be said but the URL, and that holds the ticket.
    void closed.then(() => reject(new Error('The connection could not be opened')));
    // A close follows.
    socket.addEventListener('error', () => {});
    socket.addEventListener('message', ({ data }) => onFrame(data));
    socket.addEventListener('open', () =>
      resolve({ send: (request) => socket.send(JSON.stringify(request)), close, closed }),
    );
    const abort = () => {
      close();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', abort, { once: true });
  });
}

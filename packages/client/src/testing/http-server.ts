import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Server } from 'node:http';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: object | string;
}

export interface TestServer {
  readonly url: string;
  readonly server: Server;
  readonly requests: readonly ReceivedRequest[];
  stop(): Promise<void>;
}

/** What becomes of a request; `cut` breaks the connection off. */
export type Answering = (request: ReceivedRequest) => ScriptedAnswer | 'cut' | Promise<ScriptedAnswer | 'cut'>;

/** A server on loopback that answers as it is told, and remembers what it was asked. */
export async function startServer(answer: Answering): Promise<TestServer> {
  const requests: ReceivedRequest[] = [];
  const respond = async (message: IncomingMessage, response: ServerResponse) => {
    const { method = '', url: path = '', headers } = message;
    const request = { method, path, headers, body: await text(message) };
    requests.push(request);
    const answered = await answer(request);
    if (answered === 'cut') return void message.socket.destroy();
    const { status, headers: own, body = '' } = answered;
    response.writeHead(status, own);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const server = createServer((message, response) => {
    respond(message, response).catch(() => message.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    requests,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Answers one after the other; the last one for ever. */
export function inTurn(...answers: (ScriptedAnswer | 'cut')[]): Answering {
  const rest = [...answers];
  return () => (rest.length > 1 ? rest.shift() : rest[0]) ?? 'cut';
}

import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PortInUseError } from './errors.ts';

const HOST = '127.0.0.1';

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, and cuts off those that are open. Once is enough, and twice does no harm. */
  close(): Promise<void>;
}

/** Has the server listen on loopback only; port 0 is any free one. @throws {PortInUseError} */
export async function listenOnLoopback(server: Server, port: number): Promise<LoopbackServer> {
  server.listen({ host: HOST, port });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new PortInUseError(port) : error;
  }
  const bound = (server.address() as AddressInfo).port;
  const closeServer = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  let closing: Promise<void> | undefined;
  return {
    url: `http://${HOST}:${bound}`,
    port: bound,
    close: () => (closing ??= closeServer()),
  };
}

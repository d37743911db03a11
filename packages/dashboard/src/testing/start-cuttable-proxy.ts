import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface CuttableProxy {
  readonly url: string;
  /** Breaks all connections off, and takes no more. */
  cut(): Promise<void>;
  /** Takes connections again, on the same port. */
  mend(): Promise<void>;
  stop(): Promise<void>;
}

/** Stands between a browser and a server on loopback, byte by byte, WebSockets too. */
export async function startCuttableProxy(serverUrl: string): Promise<CuttableProxy> {
  const serverPort = Number(new URL(serverUrl).port);
  const open = new Set<Socket>();
  const server = createServer((fromBrowser) => {
    const toServer = connect({ host: '127.0.0.1', port: serverPort });
    for (const [socket, other] of [
      [fromBrowser, toServer],
      [toServer, fromBrowser],
    ] as const) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    fromBrowser.pipe(toServer).pipe(fromBrowser);
  });
  const listen = async (port: number) => {
    server.listen({ host: '127.0.0.1', port });
    await once(server, 'listening');
  };
  const cut = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, cut, mend: () => listen(port), stop: cut };
}

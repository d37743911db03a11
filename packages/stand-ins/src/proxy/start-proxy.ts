import { once } from 'node:events';
import {
  Agent,
  createServer,
  request,
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunningService } from '../running-service.ts';

/** Opens a request to the service that is like the one that came in, with other headers where they are given. */
export type OpenRequest = (headers?: OutgoingHttpHeaders) => ClientRequest;

/** What is done with each request: it is passed on, answered, or cut off. */
export type PassOn = (incoming: IncomingMessage, outgoing: ServerResponse, open: OpenRequest) => void;

/** Stands in front of a service on a free port of loopback. */
export async function startProxy(endpoint: string, passOn: PassOn): Promise<RunningService> {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(endpoint);
  const server = createServer((incoming, outgoing) => {
    const { method, url: path } = incoming;
    // The host stays the one that was signed.
    passOn(incoming, outgoing, (headers = incoming.headers) =>
      request({ hostname, port, agent, method, path, headers }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
    },
  };
}

/** A client that hangs up, such as a poller that is told to stop, must be seen to do so behind the proxy too. */
export function endWithClient(outgoing: ServerResponse, passed: ClientRequest): void {
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) passed.destroy();
  });
}

/** Whether a request carries an API's parameters, and not an object's content. */
export function carriesParameters({ method, url = '', headers }: IncomingMessage): boolean {
  const { 'x-amz-target': target, 'content-type': type = '' } = headers;
  const deletesObjects = method === 'POST' && /[?&]delete(=|&|$)/.test(url);
  return target !== undefined || type.startsWith('application/x-www-form-urlencoded') || deletesObjects;
}

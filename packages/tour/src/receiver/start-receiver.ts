import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

interface Received<Event> {
  /** Each as often as it was sent. */
  readonly verified: readonly Event[];
  /** Those whose signature did not hold. */
  readonly rejected: number;
}

/** Receives webhooks on loopback, and verifies each with the secret that its sender was given. */
export async function startReceiver<Event>(secret: string) {
  const webhook = new Webhook(secret);
  const verified: Event[] = [];
  let rejected = 0;
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    try {
      verified.push(webhook.verify(body, request.headers as Record<string, string>) as Event);
      response.writeHead(204).end();
    } catch {
      rejected += 1;
      response.writeHead(400).end();
    }
  };
  const server = createServer((request, response) => void receive(request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received: (): Received<Event> => ({ verified, rejected }),
    stop: () => void server.close(),
  };
}

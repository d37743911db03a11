import { once } from 'node:events';
import {
  createServer as createHttpServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { WebhookNetwork } from '../webhooks/webhook-network.ts';
import { createCertificate } from './create-certificate.ts';

interface ReceivedWebhook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A webhook's receiver on this machine that answers as it is told to. */
export interface Receiver {
  readonly port: number;
  readonly received: readonly ReceivedWebhook[];
  /** What the next requests are answered, and all after them like the last; nothing at all for a receiver that hangs. */
  answer(...answers: readonly ReceiverAnswer[]): void;
  [Symbol.asyncDispose](): Promise<void>;
}

type ReceiverAnswer = number | ((response: ServerResponse) => void);

async function startReceiver(tls?: { readonly key: string; readonly cert: string }): Promise<Receiver> {
  const received: ReceivedWebhook[] = [];
  let answers: ReceiverAnswer[] = [204];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    received.push({ path: request.url ?? '', headers: request.headers, body: await text(request) });
    const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? 204;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else answer(response);
  };
  const listener = (request: IncomingMessage, response: ServerResponse) => void handle(request, response);
  const server = tls ? createHttpsServer(tls, listener) : createHttpServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    received,
    answer: (...next) => {
      answers = [...next];
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** By http on loopback, as on a laptop. */
export const startLoopbackReceiver = () => startReceiver();

export interface PublicReceiver extends Receiver {
  readonly url: string;
  /** Addresses that were connected to. */
  readonly connected: readonly string[];
  /** From now on the name has these addresses. */
  moveTo(...addresses: readonly string[]): void;
  readonly network: WebhookNetwork;
}

/**
 * By https under a name of its own, with a public address that leads to this machine: whoever connects to it arrives
 * here, and so does whoever connects to 127.0.0.1, if that is ever done.
 */
export async function startPublicReceiver(host = 'receiver.example.com'): Promise<PublicReceiver> {
  const { key, cert } = createCertificate(host);
  const receiver = await startReceiver({ key, cert });
  const connected: string[] = [];
  let addresses: readonly string[] = ['93.184.216.34'];
  return {
    ...receiver,
    url: `https://${host}/hook?customer=7`,
    connected,
    moveTo: (...next) => {
      addresses = next;
    },
    network: {
      resolve: async (asked) => (asked === host ? addresses : []),
      connect: (address): Socket => {
        connected.push(address);
        return connect({ host: '127.0.0.1', port: receiver.port });
      },
      certificateAuthority: cert,
      timeoutMs: 10_000,
    },
  };
}

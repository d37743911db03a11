import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { connect as secure } from 'node:tls';
import { hostOf } from '../webhooks/webhook-url.ts';
import type { WebhookNetwork } from '../webhooks/webhook-network.ts';

export interface WebhookPost {
  readonly url: URL;
  /** Already checked; the URL's name is used for TLS and the Host header alone. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WebhookAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** What a receiver says in its body is of no interest; so much is read that a polite one can end its answer. */
const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;

/**
 * Posts to exactly the address, by no proxy and on a connection of its own, and follows no redirect. Once the signal
 * aborts, nothing of it goes on.
 */
export function postToAddress(
  post: WebhookPost,
  network: Pick<WebhookNetwork, 'connect' | 'certificateAuthority'>,
  signal: AbortSignal,
): Promise<WebhookAnswer> {
  const { url, headers, body } = post;
  return new Promise((resolve, reject) => {
    let answer: WebhookAnswer | undefined;
    const sent: ClientRequest = request({
      method: 'POST',
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, host: url.host, 'content-length': String(Buffer.byteLength(body)) },
      maxHeaderSize: MAX_HEADER_BYTES,
      createConnection: () => openConnection(post, network),
      signal,
    });
    sent.once('response', (response) => {
      answer = { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] };
      discard(response);
    });
    sent.on('error', (error) => {
      if (!answer) reject(error);
    });
    sent.once('close', () => (answer ? resolve(answer) : reject(new Error('The connection was closed'))));
    sent.end(body);
  });
}

function openConnection(
  { url, address }: WebhookPost,
  network: Pick<WebhookNetwork, 'connect' | 'certificateAuthority'>,
): Socket {
  const isTls = url.protocol === 'https:';
  const port = Number(url.port) || (isTls ? 443 : 80);
  const socket = network.connect(address, port);
  if (!isTls) return socket;
  const host = hostOf(url);
  const { certificateAuthority } = network;
  return secure({
    socket,
    // The certificate is checked against the name; an address may not be sent as one.
    host,
    ...(!isIP(host) && { servername: host }),
    ...(certificateAuthority !== undefined && { ca: certificateAuthority }),
    ALPNProtocols: ['http/1.1'],
  });
}

function discard(response: IncomingMessage): void {
  let bytes = 0;
  response.on('error', () => {});
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) response.destroy();
  });
}

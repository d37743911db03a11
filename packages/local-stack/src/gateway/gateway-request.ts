import type { IncomingMessage } from 'node:http';
import { HTTP_API_LIMITS } from './http-api-limits.ts';
import type { OwnStatus } from './gateway-answer.ts';

export interface GatewayRequest {
  readonly method: string;
  /** As it was sent, with the query. */
  readonly target: string;
  /** Percent-decoded: what API Gateway routes by and calls `rawPath`. */
  readonly path: string;
  readonly rawQueryString: string;
  readonly protocol: string;
  readonly sourceIp: string;
  /** Lower-case names; values of repeated headers joined by commas. Without cookies. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

export type ReadRequest =
  | { readonly ok: true; readonly request: GatewayRequest }
  | { readonly ok: false; readonly status: OwnStatus };

/** Reads a request whole, within API Gateway's limits. */
export async function readRequest(message: IncomingMessage): Promise<ReadRequest> {
  const body = await readBody(message);
  if (headerBytes(message) > HTTP_API_LIMITS.headerBytes) return { ok: false, status: 431 };
  if (!body) return { ok: false, status: 413 };
  const target = message.url ?? '/';
  const [rawPath = '/', ...query] = target.split('?');
  const path = decodePath(rawPath);
  if (path === undefined) return { ok: false, status: 400 };
  const { cookie, ...headers } = joinedHeaders(message);
  return {
    ok: true,
    request: {
      method: message.method ?? 'GET',
      target,
      path,
      rawQueryString: query.join('?'),
      protocol: `HTTP/${message.httpVersion}`,
      sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
      headers,
      cookies: cookie ? cookie.split(/;\s*/) : [],
      body,
    },
  };
}

/** Undefined when it is too large. The rest is read all the same, so that the client gets to read the answer. */
async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message) {
    bytes += (chunk as Buffer).length;
    if (bytes <= HTTP_API_LIMITS.bodyBytes) chunks.push(chunk as Buffer);
    else chunks.length = 0;
  }
  return bytes <= HTTP_API_LIMITS.bodyBytes ? Buffer.concat(chunks) : undefined;
}

function headerBytes(message: IncomingMessage): number {
  const requestLine = `${message.method} ${message.url} HTTP/${message.httpVersion}`;
  // Each header costs `: ` and a line end besides its name and value.
  return message.rawHeaders.reduce((sum, part) => sum + Buffer.byteLength(part) + 2, Buffer.byteLength(requestLine));
}

const separator = (name: string) => (name === 'cookie' ? '; ' : ',');

function joinedHeaders(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headersDistinct).map(([name, values = []]) => [name, values.join(separator(name))]),
  );
}

function decodePath(rawPath: string): string | undefined {
  try {
    return decodeURIComponent(rawPath);
  } catch {
    return undefined;
  }
}

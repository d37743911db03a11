import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describeCall, type AwsCall } from '../recording/aws-call.ts';
import type { RunningService } from '../running-service.ts';
import { carriesParameters, endWithClient, startProxy, type OpenRequest } from './start-proxy.ts';

/** A call on its way to a service. */
export interface InterceptedCall extends Omit<AwsCall, 'status'> {
  readonly userAgent: string;
  /** The API's parameters, as they are sent; empty for an object's content. */
  readonly body: string;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface SendOptions {
  /** Other parameters than those that came. */
  readonly body?: string;
  /** Goes on even when the client has hung up. */
  readonly evenIfGone?: boolean;
}

/** Has the service do what is asked for: each time that it is called. Rejects when the client hangs up before. */
export type Send = (options?: SendOptions) => Promise<ServiceAnswer>;

/** Decides what becomes of a call. It may send it once, often, changed, later, or not at all; `cut` breaks the connection off. */
export type Intercept = (call: InterceptedCall, send: Send) => Promise<ServiceAnswer | 'cut'>;

/** Stands in front of a service, and has `intercept` decide about every signed call. It keeps whole bodies in memory. */
export function startInterceptingProxy(endpoint: string, intercept: Intercept): Promise<RunningService> {
  return startProxy(endpoint, (incoming, outgoing, open) => {
    answer(incoming, outgoing, open, intercept).catch(() => outgoing.destroy());
  });
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, open: OpenRequest, intercept: Intercept) {
  const content = await buffer(incoming);
  const send: Send = ({ body, evenIfGone = false } = {}) =>
    exchange(incoming, outgoing, open, body === undefined ? content : Buffer.from(body), evenIfGone);
  const call = describe(incoming, content);
  const given = call ? await intercept(call, send) : await send();
  if (given === 'cut') return void outgoing.destroy();
  outgoing.writeHead(given.status, withLength(given.headers, given.body)).end(given.body);
}

function describe(incoming: IncomingMessage, content: Buffer): InterceptedCall | undefined {
  const { method = '', url = '', headers } = incoming;
  const body = carriesParameters(incoming) ? content.toString() : '';
  const call = describeCall({ method, url, headers, body });
  return call && { ...call, userAgent: headers['user-agent'] ?? '', body };
}

function exchange(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  open: OpenRequest,
  content: Buffer,
  evenIfGone: boolean,
): Promise<ServiceAnswer> {
  return new Promise((resolve, reject) => {
    if (outgoing.destroyed && !evenIfGone) return reject(new Error('The client has hung up'));
    const passed = open(withLength(incoming.headers, content));
    passed.on('error', reject);
    passed.on('response', (response) => {
      const { statusCode: status = 502, headers } = response;
      buffer(response).then((body) => resolve({ status, headers, body }), reject);
    });
    if (!evenIfGone) endWithClient(outgoing, passed);
    passed.end(content);
  });
}

/** The whole body is there: it is not waited for, and not sent in chunks. */
function withLength(headers: IncomingHttpHeaders, body: Buffer): IncomingHttpHeaders {
  const { 'transfer-encoding': _chunked, expect: _continue, ...others } = headers;
  return { ...others, 'content-length': String(body.length) };
}

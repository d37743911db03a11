import { once } from 'node:events';
import { Agent, createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunningService } from '../running-service.ts';
import { describeCall, type AwsCall } from './aws-call.ts';

export interface RecordingProxyOptions {
  /** Where calls go on to. */
  readonly endpoint: string;
  readonly record: (call: AwsCall) => void;
}

/** Stands in front of a service on a free port of loopback, passes every request on as it is, and tells of its calls. */
export async function startRecordingProxy({ endpoint, record }: RecordingProxyOptions): Promise<RunningService> {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(endpoint);
  const server = createServer((incoming, outgoing) => {
    const passed = forward({
      hostname,
      port,
      agent,
      method: incoming.method,
      path: incoming.url,
      // The host stays the one that was signed.
      headers: incoming.headers,
    });
    const body = collectText(incoming);
    passed.on('response', (answer) => {
      tell(incoming, body(), answer.statusCode ?? 0, record);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    endTogether(incoming, outgoing, passed);
    incoming.pipe(passed);
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
function endTogether(incoming: IncomingMessage, outgoing: ServerResponse, passed: ReturnType<typeof forward>): void {
  passed.on('error', () => outgoing.destroy());
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) passed.destroy();
  });
  incoming.on('error', () => passed.destroy());
}

/** What a request carries, when it is an API's parameters and not an object's content. */
function collectText(incoming: IncomingMessage): () => string {
  const chunks: Buffer[] = [];
  const { 'x-amz-target': target, 'content-type': type = '' } = incoming.headers;
  const isParameters = target !== undefined || type.startsWith('application/x-www-form-urlencoded');
  if (isParameters) incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}

function tell(incoming: IncomingMessage, body: string, status: number, record: (call: AwsCall) => void): void {
  const { method = '', url = '', headers } = incoming;
  const call = describeCall({ method, url, headers, body });
  if (call) record({ ...call, status });
}

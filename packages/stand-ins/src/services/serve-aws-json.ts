import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { RunningService } from '../running-service.ts';

/** What an operation answers, or how it refuses. */
export type AwsJsonAnswer = { readonly body: object } | { readonly type: string; readonly message: string };

export type AwsJsonOperation = (body: Readonly<Record<string, unknown>>) => AwsJsonAnswer;

/** Serves operations of an API in AWS JSON 1.1, by their `x-amz-target`, on a free port of loopback. */
export async function serveAwsJson(operations: Readonly<Record<string, AwsJsonOperation>>): Promise<RunningService> {
  const server = createServer((request, response) => void answer(request, response, operations));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  operations: Readonly<Record<string, AwsJsonOperation>>,
): Promise<void> {
  const send = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  const operation = operations[String(request.headers['x-amz-target'])];
  const body: unknown = await json(request).catch(() => undefined);
  const isObject = typeof body === 'object' && body !== null;
  const given = operation?.(isObject ? (body as Readonly<Record<string, unknown>>) : {}) ?? {
    type: 'UnknownOperationException',
    message: `Nothing but ${Object.keys(operations).join(' and ')} is served here`,
  };
  if ('body' in given) send(200, given.body);
  else send(400, { __type: given.type, message: given.message });
}

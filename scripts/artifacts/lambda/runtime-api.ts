import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Lambda's Runtime API, as the runtime sees it: it asks for an event, and posts the answer. */
export interface RuntimeApi extends AsyncDisposable {
  /** `AWS_LAMBDA_RUNTIME_API` */
  readonly address: string;
  /** Resolves when the runtime first asks for an event; rejects when it says that it can't start. */
  readonly asked: Promise<void>;
  /** What the function answers to an event. Rejects with what it posts as an error, also of its start. */
  invoke(event: unknown): Promise<unknown>;
}

interface Invocation {
  readonly id: string;
  readonly event: string;
  readonly settle: { resolve(answer: unknown): void; reject(error: Error): void };
}

const VERSION = '/2018-06-01/runtime';
const TIMEOUT_MS = 30_000;

export async function startRuntimeApi(): Promise<RuntimeApi> {
  const waiting: Invocation[] = [];
  const atWork = new Map<string, Invocation>();
  let next: ServerResponse | undefined;
  let startError: Error | undefined;
  const { promise: asked, resolve: setAsked, reject: setFailed } = Promise.withResolvers<void>();
  // Not everybody waits for it.
  asked.catch(() => {});

  const handOut = () => {
    if (!next) return;
    const invocation = waiting.shift();
    if (!invocation) return;
    atWork.set(invocation.id, invocation);
    next
      .writeHead(200, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': invocation.id,
        'lambda-runtime-deadline-ms': String(Date.now() + TIMEOUT_MS),
        'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:000000000000:function:under-test',
      })
      .end(invocation.event);
    next = undefined;
  };

  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '';
    if (path === `${VERSION}/invocation/next`) {
      next = response;
      setAsked();
      return handOut();
    }
    const body = await text(request);
    response.writeHead(202).end();
    const [, id = '', outcome] = /\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    const invocation = atWork.get(id);
    if (path === `${VERSION}/init/error`) {
      startError = new Error(`The function did not start: ${body}`);
      setFailed(startError);
      for (const { settle } of waiting.splice(0)) settle.reject(startError);
    } else if (outcome === 'response') invocation?.settle.resolve(JSON.parse(body));
    else invocation?.settle.reject(new Error(`The function failed: ${body}`));
  };

  const server = createServer((request, response) => void receive(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  let count = 0;
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    invoke: (event) =>
      new Promise((resolve, reject) => {
        if (startError) return reject(startError);
        waiting.push({ id: `invocation-${(count += 1)}`, event: JSON.stringify(event), settle: { resolve, reject } });
        return handOut();
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

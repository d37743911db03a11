import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

export interface StateServer {
  /** Has the configuration in `folder` keep its state here, from its next `terraform init` on. */
  keepStateOf(folder: string): Promise<void>;
  stop(): void;
}

/**
 * Keeps the state of a configuration in memory, for Terraform's `http` backend. In a file, Terraform writes the whole
 * of it, megabytes, with every single resource that changes: that is more work than all the rest of an apply. To a
 * server it sends it three times a minute.
 * See https://developer.hashicorp.com/terraform/language/backend/http
 */
export async function startStateServer(): Promise<StateServer> {
  let state: Buffer | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request);
    if (request.method === 'POST') state = body;
    response.writeHead(state ? 200 : 404).end(request.method === 'GET' ? state : undefined);
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    keepStateOf: (folder) =>
      writeFile(
        join(folder, 'backend_override.tf'),
        `terraform {\n  backend "http" {\n    address = "http://127.0.0.1:${port}"\n  }\n}\n`,
      ),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
